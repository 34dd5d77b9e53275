using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>Finds the personal values in the bytes of an event: the one place that says what is personal.</summary>
/// <remarks>
/// A rule may be added and none taken away: bytes that were split by an old rule are checked by it for ever. The rules look at names of
/// members, not at types, so that old forms and unknown events follow them too.
/// </remarks>
internal static class PersonalSlots
{
    /// <summary>The member of an object that stands for a value: no event has a member of this name.</summary>
    private static ReadOnlySpan<byte> Mark => "#"u8;

    /// <summary>Lists the personal values, or the commitments in their places, in order.</summary>
    /// <exception cref="JsonException">The bytes are no JSON, or something else stands where only a commitment may stand.</exception>
    public static List<PersonalSlot> Find(string name, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var walk = new PersonalWalk(name);
        var member = PersonalMember.Other;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    member = walk.MemberOf(ref reader);
                    break;
                case JsonTokenType.StartObject when IsCommitment(reader):
                    walk.Commitment(member, ref reader);
                    member = PersonalMember.Other;
                    break;
                case JsonTokenType.StartObject:
                    walk.Open(member);
                    member = PersonalMember.Other;
                    break;
                case JsonTokenType.EndObject:
                    walk.Close();
                    break;
                case JsonTokenType.String:
                    walk.Text(member, ref reader);
                    member = PersonalMember.Other;
                    break;
                default:
                    member = PersonalMember.Other;
                    break;
            }
        }

        return walk.End();
    }

    /// <summary>Leaves the others out. What belonged to one of them has no subject that is known.</summary>
    public static void Keep(List<PersonalSlot> slots, Predicate<PersonalSlot> isKept)
    {
        if (slots.TrueForAll(isKept))
        {
            return;
        }

        var places = new int[slots.Count];
        var kept = 0;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = isKept(slots[i]) ? kept++ : PersonalSlot.Nobody;
        }

        slots.RemoveAll(slot => !isKept(slot));
        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i].Subject != PersonalSlot.Nobody)
            {
                var subject = places[slots[i].Subject];
                slots[i] = slots[i] with { Subject = subject, IsKnown = subject != PersonalSlot.Nobody };
            }
        }
    }

    private static bool IsCommitment(Utf8JsonReader ahead) =>
        ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(Mark);
}

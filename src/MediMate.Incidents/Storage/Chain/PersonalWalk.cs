using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>A walk through the bytes of one event that remembers which values are personal, and whose.</summary>
internal sealed class PersonalWalk(string name)
{
    private readonly List<PersonalSlot> _found = [];
    private Frame[] _frames = new Frame[8];
    private int _depth;
    private int _actorId = PersonalSlot.Nobody;
    private int _freeText = PersonalSlot.Nobody;

    private bool IsTop => _depth == 1;

    public PersonalMember MemberOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            return PersonalMember.Id;
        }

        if (reader.ValueTextEquals("kind"u8))
        {
            return PersonalMember.Kind;
        }

        if (reader.ValueTextEquals("person"u8))
        {
            return PersonalMember.Person;
        }

        if (reader.ValueTextEquals("address"u8))
        {
            return PersonalMember.Address;
        }

        return IsTop ? TopMemberOf(ref reader) : PersonalMember.Other;
    }

    public void Open(PersonalMember member)
    {
        if (++_depth == _frames.Length)
        {
            Array.Resize(ref _frames, 2 * _depth);
        }

        _frames[_depth] = new Frame { IsActor = member == PersonalMember.Actor, Id = PersonalSlot.Nobody, Person = PersonalSlot.Nobody, Address = PersonalSlot.Nobody };
    }

    public void Close()
    {
        ref var frame = ref _frames[_depth--];
        if (frame.IsPerson)
        {
            BelongsTo(frame.Id, frame.Id);
            _actorId = frame.IsActor ? frame.Id : _actorId;
        }

        BelongsTo(frame.Person, frame.Person);
        if (frame.Person != PersonalSlot.Nobody)
        {
            BelongsTo(frame.Address, frame.Person);
        }
    }

    public void Text(PersonalMember member, ref Utf8JsonReader reader)
    {
        if (member == PersonalMember.Kind)
        {
            _frames[_depth].IsPerson = reader.ValueTextEquals("Person"u8);
        }
        else if (member is not (PersonalMember.Other or PersonalMember.Actor))
        {
            Add(member, new PersonalSlot { Start = (int)reader.TokenStartIndex, End = (int)reader.BytesConsumed, Subject = PersonalSlot.Nobody });
        }
    }

    public void Commitment(PersonalMember member, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Read();
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A commitment is no text.");
        }

        var commitment = reader.GetString();
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject)
        {
            throw new JsonException("A commitment has another member beside it.");
        }

        Add(member, new PersonalSlot { Start = start, End = (int)reader.BytesConsumed, Commitment = commitment, Subject = PersonalSlot.Nobody });
    }

    public List<PersonalSlot> End()
    {
        BelongsTo(_freeText, _actorId);

        // What only looked personal goes: the id of a policy, say.
        PersonalSlots.Keep(_found, IsPersonal);
        return _found;
    }

    private static bool IsPersonal(PersonalSlot slot) => slot.IsKnown || slot.Commitment is not null;

    private PersonalMember TopMemberOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("actor"u8))
        {
            return PersonalMember.Actor;
        }

        if (reader.ValueTextEquals("by"u8))
        {
            return PersonalMember.By;
        }

        if (name == "Reassigned" && reader.ValueTextEquals("to"u8))
        {
            return PersonalMember.By;
        }

        var isFreeText = name switch
        {
            "NoteAdded" or "EntryCorrected" => reader.ValueTextEquals("text"u8),
            "ItemCompleted" or "EvidenceAdded" => reader.ValueTextEquals("note"u8),
            _ => false,
        };
        return isFreeText ? PersonalMember.FreeText : PersonalMember.Other;
    }

    private void Add(PersonalMember member, PersonalSlot slot)
    {
        var index = _found.Count;
        _found.Add(slot);
        ref var frame = ref _frames[_depth];
        switch (member)
        {
            case PersonalMember.Id:
                frame.Id = index;
                break;
            case PersonalMember.Person:
                frame.Person = index;
                break;
            case PersonalMember.Address:
                frame.Address = index;
                break;
            case PersonalMember.By:
                BelongsTo(index, index);
                break;
            case PersonalMember.FreeText:
                _freeText = index;
                break;
        }
    }

    private void BelongsTo(int index, int subject)
    {
        if (index != PersonalSlot.Nobody)
        {
            _found[index] = _found[index] with { IsKnown = true, Subject = subject };
        }
    }

    /// <summary>What is known of an object that is still open.</summary>
    private struct Frame
    {
        public bool IsActor;
        public bool IsPerson;
        public int Id;
        public int Person;
        public int Address;
    }
}

namespace MediMate.Incidents;

/// <summary>What a member means, whatever event it is in.</summary>
internal enum PersonalMember
{
    Other,
    Actor,
    Kind,
    Id,
    By,
    Person,
    Address,
    FreeText,
}

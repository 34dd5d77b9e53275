namespace MediMate.Incidents;

/// <summary>How an incident stands to the items of its playbook.</summary>
internal static class ChecklistState
{
    public static bool IsOpen(this Incident incident, ChecklistItem item)
    {
        foreach (var settled in incident.Items)
        {
            if (settled.Id == item.Id)
            {
                return false;
            }
        }

        return true;
    }
}

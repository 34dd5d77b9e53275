namespace MediMate.Incidents.Testing;

/// <summary>The own fields of each event of the timeline. <see cref="EventWords"/> lists the same names.</summary>
internal static class EventLines
{
    private const string NoImprovement = "none";

    /// <summary>Lists the fields of an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="after">The incident after the commit.</param>
    public static LineFields Of(IncidentEvent happened, Incident after)
    {
        var by = happened.Actor.Id;
        return happened switch
        {
            IncidentDeclared e => new LineFields
            {
                { "reference", e.Reference },
                { "level", e.Severity.Level },
                { "confirmed", e.Severity.IsConfirmed },
                { "by", by },
                { "key", e.Key },
                { "linkedTo", e.LinkedTo },
                { "summary", e.Summary },
            },
            SignalsObserved e => new LineFields
            {
                { "key", e.Key },
                { "observed", e.Observed },
                { "total", e.Total },
                { "summary", e.Summary },
                { "by", e.Summary is null ? null : by },
            },
            KeyQuiet e => Key(e.Key, after),
            KeyFiring e => Key(e.Key, after),
            KeysMoved e => new LineFields { { "key", e.Key }, { "from", e.From }, { "total", e.Total } },
            KeyNotHeld e => new LineFields { { "key", e.Key }, { "holder", e.Holder } },
            SeverityConfirmed e => new LineFields { { "level", e.Level }, { "by", e.By?.Id ?? by }, { "reason", e.Reason } },
            SeverityChanged e => new LineFields { { "from", e.From }, { "level", e.Level }, { "by", e.By.Id }, { "reason", e.Reason } },
            SeveritySuggested e => new LineFields { { "level", e.Level }, { "by", e.By.Id }, { "reason", e.Reason } },
            SuggestionRejected e => new LineFields { { "level", e.Level }, { "by", by }, { "reason", e.Reason } },
            SuggestionEscalated e => new LineFields { { "level", e.Level } },
            SelfResolved e => new LineFields { { "cycle", e.Cycle } },
            PhaseChanged e => new LineFields
            {
                { "from", e.From.ToString() },
                { "to", e.To.ToString() },
                { "trigger", e.Trigger.ToString() },
                { "by", by },
                { "reason", e.Reason },
            },
            PhaseSkipped e => new LineFields { { "phase", e.Phase.ToString() }, { "reason", e.Reason } },
            Reopened e => new LineFields { { "cycle", e.Cycle }, { "by", by }, { "reason", e.Reason } },
            Restored e => new LineFields { { "cycle", e.Cycle }, { "by", by }, { "reason", e.Reason } },
            Cancelled e => new LineFields { { "cycle", after.Cycle }, { "by", by }, { "reason", e.Reason }, { "duplicateOf", e.Original } },
            ImpactDescribed e => new LineFields { { "by", by }, { "text", e.Text }, { "users", e.Users }, { "data", e.Data }, { "workaround", e.Workaround } },
            RestorationVerified e => new LineFields { { "by", by }, { "how", e.How } },
            UsersTold e => new LineFields { { "by", by }, { "link", e.Link }, { "reason", e.Reason } },
            ReviewCompleted e => Review(e, by),
            UpdateSent e => Update(e, by),
            NoteAdded e => new LineFields { { "by", by }, { "text", e.Text } },
            EvidenceAdded e => new LineFields { { "by", by }, { "kind", e.Kind }, { "link", e.Link }, { "contentHash", e.ContentHash }, { "note", e.Note } },
            EntryCorrected e => new LineFields { { "by", by }, { "corrects", e.Corrects }, { "text", e.Text } },
            ItemCompleted e => new LineFields { { "by", by }, { "item", e.Item }, { "link", e.Link }, { "note", e.Note } },
            ItemSkipped e => new LineFields { { "by", by }, { "item", e.Item }, { "reason", e.Reason } },
            ItemReopened e => new LineFields { { "by", by }, { "item", e.Item } },
            _ => ClockLines.Of(happened) ?? EscalationLines.Of(happened) ?? AcknowledgementLines.Of(happened, after) ?? [],
        };
    }

    private static LineFields Key(string key, Incident after)
    {
        var fields = new LineFields { { "key", key } };
        if (after.Keys.FirstOrDefault(known => known.Key == key) is { } known)
        {
            fields.Add("total", known.Count);
        }

        return fields;
    }

    private static LineFields Review(ReviewCompleted review, string by)
    {
        var fields = new LineFields { { "by", by }, { "summary", review.Summary }, { "cause", review.Cause } };
        if (review.Improvements.IsEmpty)
        {
            fields.Add("improvements", NoImprovement);
        }
        else
        {
            fields.Add("improvements", review.Improvements);
        }

        fields.Add("reason", review.NoImprovementReason);
        return fields;
    }

    private static LineFields Update(UpdateSent update, string by)
    {
        var fields = new LineFields { { "by", by } };
        fields.AddWord("audience", update.Audience);
        fields.Add("text", update.Text);
        return fields;
    }
}

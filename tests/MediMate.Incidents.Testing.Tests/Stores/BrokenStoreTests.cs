namespace MediMate.Incidents.Testing.Tests.Stores;

/// <summary>Each check can fail: a store that breaks one rule is caught by the check of that rule.</summary>
public sealed class BrokenStoreTests
{
    /// <summary>Gets what is broken, the check that finds it, and what its message says.</summary>
    public static TheoryData<string, string, string> Broken => new()
    {
        { nameof(ForgetsKeys), "Request_by_key_loads_its_holder", "expected the incident that is loaded to be INC-2; found nothing" },
        { nameof(NeverReleasesKeys), "Key_is_released_when_the_incident_no_longer_holds_it", "the holder of K1 to be nothing; found INC-1" },
        { nameof(IgnoresVersions), "Commit_of_a_stale_version_is_refused_and_changes_nothing", "it threw nothing" },
        { nameof(DropsRows), "Commit_writes_events_snapshot_keys_due_and_outbox_together", "the outbox to be [INC-1/a, INC-1/b]; found []" },
        { nameof(DropsNextDue), "Next_due_is_the_earliest_of_all_incidents", "2026-03-02T02:00:10Z; found nothing" },
        { nameof(CutsTexts), "Event_of_every_kind_is_read_back_byte_for_byte", "expected the event to be" },
        { nameof(CutsInstantsToMilliseconds), "Next_due_is_kept_to_the_microsecond", "a late instant" },
        { nameof(LosesLabels), "Large_snapshot_is_read_back_byte_for_byte", "label-255" },
        { nameof(GivesNumbersBackwards), "Number_rises_with_each_declaration", "a number above 999; found 998" },
        { nameof(GivesNumbersEverywhere), "Number_is_zero_where_nothing_can_be_declared", "the number with a held key to be 0; found 1" },
        { nameof(ForgetsLastHolders), "Request_by_key_loads_the_last_holder_when_nobody_holds_it", "the last holder that is loaded to be INC-1; found nothing" },
        { nameof(ForgetsSiblings), "Request_by_row_loads_its_incident_and_the_rows_of_the_same_cause", "[INC-1/b, INC-1/d]; found []" },
        { nameof(CommitsInPieces), "Commit_of_several_incidents_changes_none_when_the_last_does_not_fit", "what is kept of INC-1" },
        { nameof(LoadsBatchesBeforehand), "Batch_with_two_commands_on_one_incident_shows_the_first_to_the_second", "MMI3003" },
        { nameof(GivesBatchesUp), "Decision_that_throws_fails_none_of_its_neighbours_in_the_batch", "whether request 2 was committed to be True; found False" },
        { nameof(LosesRaces), "Declarations_that_race_on_one_key_give_one_incident", "no call to throw here; found IncidentStoreException: MMI300" },
        { nameof(IgnoresCancellation), "Cancelled_call_commits_nothing", "ExecuteAsync with a cancelled token to throw OperationCanceledException; found it threw nothing" },
        { nameof(CannotCommit), "Request_by_id_loads_the_incident", "no call to throw here; found NotSupportedException: not written yet" },
        { nameof(LosesEvents), "Commit_adds_events_and_replaces_the_snapshot", "NoteAdded 2, SignalsObserved 3]; found [SignalsObserved 3]" },
        { nameof(ReadsEventsByName), "Timeline_is_read_in_order", "to be [1, 2, 3" },
        { nameof(ReadsRowsByKey), "Rows_are_read_in_the_order_in_which_they_were_written", "[INC-1/c, INC-1/a, INC-1/d, INC-1/b]; found [INC-1/a" },
        { nameof(LosesBodies), "Row_of_each_kind_is_read_back_with_all_its_members", "\"body\":null" },
        { nameof(FindsReferencesExactly), "Incident_is_found_by_its_reference_ignoring_case", "what inc-2 finds" },
        { nameof(OverwritesPlaybooks), "Playbook_that_is_kept_again_stays_as_it_was", "the playbook to be first; found second" },
        { nameof(IgnoresLabels), "Query_by_label_compares_name_and_value_exactly", "found [INC-2, INC-1]" },
        { nameof(TakesInTheLastInstant), "Query_by_declaration_takes_in_the_first_instant_and_not_the_last", "to be [INC-1]; found [INC-2, INC-1]" },
        { nameof(ListsTheOldestFirst), "Query_without_a_condition_finds_all_the_newest_first", "to be [INC-2, INC-1]; found [INC-1, INC-2]" },
        { nameof(TakesAnyLimit), "Query_that_cannot_be_is_refused", "to throw ArgumentException; found it threw nothing" },
        { nameof(PagesByOffset), "Pages_stay_as_they_are_while_incidents_are_declared", "the incidents on the pages" },
        { nameof(GivesClaimsTwice), "Claim_keeps_its_work_from_other_claims_until_the_lease_ends", "what is claimed a second before the lease ends to be []" },
        { nameof(ClaimsInTwoSteps), "Outbox_claims_that_race_share_the_rows_and_give_all_of_them", "what was claimed twice to be []" },
        { nameof(ClaimsTheLatestFirst), "Claim_gives_the_longest_overdue_first", "what is claimed to be" },
        { nameof(IgnoresLimits), "Claim_gives_no_more_than_its_limit", "what is claimed with a limit of 2" },
        { nameof(NeverCountsAttemptsAnew), "Commit_ends_the_claim_and_counts_attempts_anew", "attempt 3" },
        { nameof(CountsNoAttempts), "Claim_counts_the_attempts", "attempt 2" },
        { nameof(NeverPostpones), "Postponed_work_is_left_until_its_instant", "what is due next to be 2026-03-02T02:03:20Z; found 2026-03-02T02:01:00Z" },
        { nameof(AlwaysPostpones), "Postponing_what_moved_on_changes_nothing", "what is due next to be 2026-03-02T02:00:30Z; found 2026-03-02T02:03:20Z" },
        { nameof(NeverProlongs), "Prolonged_lease_keeps_a_row_until_its_new_end", "[INC-1/b]; found [INC-1/a, INC-1/b]" },
        { nameof(IgnoresBusyChannelsInClaims), "Outbox_claim_leaves_the_messages_of_busy_channels_ignoring_case", "to be [c]; found [a, b, c]" },
        { nameof(FiltersBusyChannelsLate), "Outbox_claim_reaches_its_limit_behind_the_messages_of_busy_channels", "to be [a, b]; found []" },
        { nameof(ComparesBusyChannelsExactly), "Next_outbox_due_passes_over_busy_channels_ignoring_case", "what is due next without \"sms\"" },
        { nameof(ForgetsLeasesInNextDue), "Next_due_is_the_end_of_the_lease_once_claimed", "2026-03-02T02:01:05Z; found nothing" },
    };

    /// <summary>Gets the same for subjects that are no incidents, and for receipts.</summary>
    public static TheoryData<string, string, string> BrokenOnSubjects => new()
    {
        { nameof(ForgetsSubjects), "Subject_is_loaded_by_kind_and_id", "; found nothing" },
        { nameof(KeepsTheFirstSubject), "Subject_is_replaced_by_each_commit", "to be (2, 2); found (2, 1)" },
        { nameof(NeverRemovesSubjects), "Subject_that_was_removed_is_absent_and_can_be_put_in_anew", "a subject that was removed to be nothing" },
        { nameof(CutsTallyKeys), "Subject_of_each_kind_is_read_back_byte_for_byte", "the subject that is loaded" },
        { nameof(ReadsSubjectsById), "Subjects_of_a_kind_are_read_in_the_order_in_which_they_were_put_in", "the subjects of a kind to be" },
        { nameof(DropsReceipts), "Subjects_incidents_and_rows_change_together", "the receipt to be R1; found nothing" },
        { nameof(ForgetsTallies), "Request_with_tallies_loads_those_of_its_incidents", "the tallies by id" },
        { nameof(ForgetsOpenSubjects), "Request_with_open_subjects_loads_those_of_the_kind_with_something_due", "the open subjects at first to be" },
        { nameof(ShowsNoNumberBesideSubjects), "Request_of_subjects_alone_shows_the_next_number", "a reference of its own; found INC-0 and" },
        { nameof(LoadsBatchesBeforehand), "Batch_with_two_commands_on_one_subject_shows_the_first_to_the_second", "MMI3003" },
        { nameof(IgnoresSubjectVersions), "Commit_of_a_stale_subject_is_refused_and_changes_nothing", "it threw nothing" },
        { nameof(IgnoresSubjectVersions), "Commit_of_a_new_subject_that_exists_is_refused_and_changes_nothing", "it threw nothing" },
        { nameof(IgnoresSubjectVersions), "Commit_of_a_change_to_an_unknown_subject_is_refused_and_changes_nothing", "it threw nothing" },
        { nameof(ReplacesReceipts), "Commit_of_a_receipt_beside_one_that_counts_is_refused_and_changes_nothing", "it threw nothing" },
        { nameof(CommitsSubjectsFirst), "Commit_of_subjects_changes_none_when_an_incident_does_not_fit", "the subject to be nothing; found SignalTally" },
        { nameof(CountsIncidentsOnly), "Next_due_is_the_earliest_of_incidents_and_subjects", "2026-03-02T02:00:20Z; found 2026-03-02T02:00:30Z" },
        { nameof(ClaimsIncidentsFirst), "Claim_gives_incidents_and_subjects_alike_the_longest_overdue_first", "what is claimed to be [" },
        { nameof(LimitsEachKind), "Claim_gives_no_more_incidents_and_subjects_than_its_limit", "what is claimed after 0 with a limit of 2" },
        { nameof(CountsNoAttempts), "Claim_keeps_a_subject_from_other_claims_and_counts_the_attempts", ", 2); found (SignalTally, " },
        { nameof(NeverCountsAttemptsAnew), "Commit_ends_the_claim_of_a_subject", "to be [1]; found [2]" },
        { nameof(NeverPostpones), "Postponed_subject_is_left_until_its_instant", "what is due next to be 2026-03-02T02:03:20Z; found 2026-03-02T02:01:00Z" },
        { nameof(LosesRaces), "Commands_that_race_on_one_subject_all_land", "no call to throw here; found IncidentStoreException: MMI3003" },
        { nameof(KeepsTheFirstSubject), "Commands_that_race_on_subjects_in_any_order_all_land", "the count of a subject to be 64; found 1" },
        { nameof(LosesRaces), "Commands_that_race_under_one_idempotency_key_are_accepted_once", "no call to throw here; found IncidentStoreException: MMI3003" },
        { nameof(ComparesReceiptsLoosely), "Receipt_is_loaded_by_its_key_compared_exactly", "MMI3003" },
        { nameof(KeepsReceiptsForEver), "Receipt_that_expired_is_replaced", "MMI3003" },
        { nameof(WantsAnIncidentForReceipts), "Receipt_of_a_command_without_an_incident_is_kept", "the receipt to be StoreReceipt" },
        { nameof(ForgetsTheSecondIncident), "Request_with_a_second_incident_loads_it_beside", "the second incident to be" },
        { nameof(ForgetsTheFurtherKey), "Request_with_a_further_key_loads_its_holder_beside_the_others", "the holder of a further key to be [INC-2]; found []" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    [MemberData(nameof(BrokenOnSubjects))]
    public async Task Broken_store_fails_the_check_of_the_rule_that_it_breaks(string store, string check, string said)
    {
        var type = typeof(BrokenStoreTests).Assembly.GetType($"{typeof(BrokenStoreTests).Namespace}.{store}")!;
        var conformance = new StoreConformance(() => StoreUnderTest.Of(() => (IIncidentStore)Activator.CreateInstance(type)!));

        var failed = await Assert.ThrowsAsync<StoreConformanceException>(() => conformance.RunAsync(check, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(check, failed.Check);
        Assert.Equal($"{check}: expected {failed.Expected}; found {failed.Found}.", failed.Message);
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_without_queries_fails_the_checks_of_queries_by_name()
    {
        var conformance = new StoreConformance(() => StoreUnderTest.Of(() => new WithoutQueries()));

        foreach (var check in StoreConformance.QueryChecks)
        {
            var failed = await Assert.ThrowsAsync<StoreConformanceException>(() => conformance.RunAsync(check, TestContext.Current.CancellationToken).AsTask());
            Assert.Equal("the store to be IIncidentQueries too", failed.Expected);
        }
    }
}

using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Receipts of idempotency keys.</summary>
internal static class ReceiptChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Receipt_is_loaded_by_its_key_compared_exactly),
        StoreCheck.Of(Receipt_that_expired_is_replaced),
        StoreCheck.Of(Receipt_of_a_command_without_an_incident_is_kept),
    ];

    private static async Task Receipt_is_loaded_by_its_key_compared_exactly(CheckStage stage)
    {
        foreach (var (key, content) in ((string, string)[])[("order/é", "a"), ("ORDER/É", "b"), (SampleText.Hard, "c")])
        {
            await stage.Node.DecideAsync(new StoreRequest { Receipt = key }, _ => new StoreDecision { Receipt = SampleSubjects.Receipt(key, content: content) }).ConfigureAwait(false);
        }

        stage.Expect.Equal("the receipt", SampleSubjects.Receipt("order/é", content: "a"), await stage.Node.ReceiptAsync("order/é").ConfigureAwait(false));
        stage.Expect.Equal("the receipt of a key in capitals", SampleSubjects.Receipt("ORDER/É", content: "b"), await stage.Node.ReceiptAsync("ORDER/É").ConfigureAwait(false));
        stage.Expect.Equal("the receipt of a hard key", SampleSubjects.Receipt(SampleText.Hard, content: "c"), await stage.Node.ReceiptAsync(SampleText.Hard).ConfigureAwait(false));
        stage.Expect.Equal("the receipt of an unknown key", null, await stage.Node.ReceiptAsync("order/é ").ConfigureAwait(false));
    }

    private static async Task Receipt_that_expired_is_replaced(CheckStage stage)
    {
        await stage.Node.DecideAsync(new StoreRequest { Receipt = "R1" }, _ => new StoreDecision { Receipt = SampleSubjects.Receipt("R1") }).ConfigureAwait(false);
        var next = SampleSubjects.Receipt("R1", second: 60, content: "b");

        await stage.Node.DecideAsync(new StoreRequest { Receipt = "R1" }, _ => new StoreDecision { Receipt = next }).ConfigureAwait(false);

        stage.Expect.Equal("the receipt", next, await stage.Node.ReceiptAsync("R1").ConfigureAwait(false));
    }

    private static async Task Receipt_of_a_command_without_an_incident_is_kept(CheckStage stage)
    {
        var receipt = SampleSubjects.Receipt("R1") with { IncidentId = null, SilenceId = null, FirstSequence = 1, LastSequence = 0 };

        await stage.Node.DecideAsync(new StoreRequest { Receipt = "R1" }, _ => new StoreDecision { Receipt = receipt }).ConfigureAwait(false);

        stage.Expect.Equal("the receipt", receipt, await stage.Node.ReceiptAsync("R1").ConfigureAwait(false));
    }
}

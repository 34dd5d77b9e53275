namespace MediMate.Incidents;

/// <summary>Says what went wrong in code of the host, in a text that can be kept whatever it threw.</summary>
internal static class HostFailure
{
    private const int MostOfText = 1_000;

    public static string TextOf(Exception exception) => TextBounds.Cut($"{exception.GetType().Name}: {MessageOf(exception)}", MostOfText);

    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
#pragma warning disable CA1031 // The message of an exception is the host's code too.
        catch (Exception another)
#pragma warning restore CA1031
        {
            return $"it cannot say what is wrong ({another.GetType().Name})";
        }
    }
}

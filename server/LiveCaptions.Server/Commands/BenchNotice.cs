using System.CommandLine;

namespace LiveCaptions.Server.Commands;

/// <summary><c>bench</c>, of which the server knows only where it is: what measures is no part of what ships.</summary>
public static class BenchNotice
{
    public static Command Create()
    {
        var command = new Command(
            "bench", "Measures accuracy, latency, load and more; only in a checkout of the sources, with the .NET SDK")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            const string Notice = "livecaptions bench: the server has no benches: check out its sources, install the .NET SDK, "
                + "and type ./livecaptions bench there.";
            await result.InvocationConfiguration.Error.WriteLineAsync(Notice.AsMemory(), cancellationToken);
            return ExitCodes.Missing;
        });
        return command;
    }
}

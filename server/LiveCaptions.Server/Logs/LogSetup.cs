using Microsoft.Extensions.Logging.Console;

namespace LiveCaptions.Server.Logs;

/// <summary>What is logged, and how it looks.</summary>
internal static class LogSetup
{
    public static void AddLines(this ILoggingBuilder logging)
    {
        logging.ClearProviders().AddConsole(console => console.FormatterName = LineFormatter.FormatterName)
            .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();

        // The frameworks log every request's query, and keys are in some of them.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);

        // What keeps the server from starting is told in one line by the command.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // It logs every refusal of a hub's method as a failure, with its stack; HubFailures tells the one from the other.
        logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
    }
}

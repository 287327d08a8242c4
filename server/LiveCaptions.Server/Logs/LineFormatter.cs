using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace LiveCaptions.Server.Logs;

/// <summary>
/// How the log looks: one line per event, cleaned and cut, and few lines of a kind however often it happens. At the root, so that
/// nothing gets past it, whoever logs.
/// </summary>
internal sealed partial class LineFormatter : ConsoleFormatter
{
    public const string FormatterName = "lines";

    /// <summary>Lines of a kind in ten seconds.</summary>
    private const int MaxLines = 50;

    /// <summary>The same of those with an exception, which are long.</summary>
    private const int MaxFailures = 5;

    private const int MaxMessage = 600;
    private const int MaxException = 4_000;

    private readonly LineRate _rate;
    private readonly TimeProvider _time;
    private readonly IServiceProvider _services;

    public LineFormatter(TimeProvider time, IServiceProvider services)
        : base(FormatterName)
    {
        (_time, _services) = (time, services);
        _rate = new LineRate(time, TellDropped);
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (!_rate.Allows(KindOf(logEntry.Category, logEntry.EventId), logEntry.Exception is null ? MaxLines : MaxFailures))
        {
            return;
        }

        var line = new StringBuilder(_time.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        line.Append(NameOf(logEntry.LogLevel)).Append(": ").Append(logEntry.Category).Append('[').Append(logEntry.EventId.Id).Append("] ");
        LogText.Append(line, logEntry.Formatter(logEntry.State, logEntry.Exception), MaxMessage);
        if (logEntry.Exception is { } exception)
        {
            line.Append(' ');
            LogText.Append(line, exception.ToString(), MaxException);
        }

        textWriter.WriteLine(line.ToString());
    }

    private static LineKind KindOf(string category, EventId id) => new(category, id.Name ?? id.Id.ToString(CultureInfo.InvariantCulture));

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    // Later than any line, so the factory is there by then.
    private void TellDropped(LineKind kind, int count)
    {
        try
        {
            LogDropped(_services.GetRequiredService<ILoggerFactory>().CreateLogger<LineFormatter>(), count, kind.Category, kind.Event);
        }
        catch (ObjectDisposedException)
        {
            // The server has stopped.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} more like {Category}[{Event}] within 10 s")]
    private static partial void LogDropped(ILogger logger, int count, string category, string @event);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>What a server writes on its terminal.</summary>
internal sealed class WrittenLog
{
    private readonly StringWriter _written = new();

    public string Text
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    public IReadOnlyList<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Takes the place of the console, with its formatter.</summary>
    public void Replace(ILoggingBuilder logging) => logging.Services.AddSingleton<ILoggerProvider>(services =>
        new Provider(this, services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == "lines")));

    private sealed class Provider(WrittenLog log, ConsoleFormatter formatter) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(log, formatter, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class Logger(WrittenLog log, ConsoleFormatter formatter, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter1)
        {
            lock (log._written)
            {
                formatter.Write(
                    new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter1), scopeProvider: null, log._written);
            }
        }
    }
}

using LiveCaptions.Server.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Logs;

public sealed class LineFormatterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 34, 56, TimeSpan.Zero));
    private readonly StringWriter _written = new();

    [Fact]
    public void Event_is_one_line_with_time_level_and_who_says_so()
    {
        Log(Formatter(), "All is well.");

        Assert.Equal("12:34:56 info: Some.Thing[7] All is well.\n", _written.ToString());
    }

    [Theory]
    [InlineData("a\r\nfail: forged[0] line")]
    [InlineData("a\u2028b\u2029c\u0085d")]
    [InlineData("\u001b[2J\u001b]0;title\u0007")]
    [InlineData("\u009b31m\u0090")]
    [InlineData("\u202egpj.exe\u202c \u2066x\u2069 \u200e\ufeff")]
    [InlineData("\0\u007f\ud800")]
    public void What_a_stranger_wrote_moves_no_cursor_and_breaks_no_line(string text)
    {
        Log(Formatter(), text, new InvalidOperationException(text));

        var line = _written.ToString();
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        Assert.DoesNotContain(
            line[..^1], letter => char.IsControl(letter)
                || letter is '\u2028' or '\u2029' or '\u202e' or '\u2066' or '\u200e' or '\ufeff' || char.IsSurrogate(letter));
    }

    [Fact]
    public void Letters_of_any_language_stay()
    {
        Log(Formatter(), "Grüße, 日本語, שלום 🙂");

        Assert.Contains("Grüße, 日本語, שלום 🙂", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_text_is_cut_and_says_by_how_much()
    {
        Log(Formatter(), new string('x', 8_600));

        Assert.Contains("… (8000 more characters)", _written.ToString(), StringComparison.Ordinal);
        Assert.InRange(_written.ToString().Length, 600, 700);
    }

    [Fact]
    public void Of_many_lines_of_a_kind_some_are_written_and_then_how_many_more_there_were()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new Harness.LogCapture())).BuildServiceProvider();
        var formatter = new LineFormatter(_time, services);
        for (var i = 0; i < 200; i++)
        {
            Log(formatter, $"refused {i}");
        }

        Log(formatter, "another kind", id: 8);
        Assert.Equal(51, Lines);

        _time.Advance(TimeSpan.FromSeconds(10));
        var told = services.GetServices<ILoggerProvider>().OfType<Harness.LogCapture>().Single().Lines;
        Assert.Equal("Warning: 150 more like Some.Thing[7] within 10 s ", Assert.Single(told));
        Log(formatter, "refused again");
        Assert.Equal(52, Lines);
    }

    [Fact]
    public void Failures_with_their_stacks_are_fewer()
    {
        var formatter = Formatter();
        for (var i = 0; i < 200; i++)
        {
            Log(formatter, "failed", new InvalidOperationException("why"));
        }

        Assert.Equal(5, Lines);
    }

    private int Lines => _written.ToString().Count(letter => letter == '\n');

    private LineFormatter Formatter() => new(_time, new ServiceCollection().BuildServiceProvider());

    private void Log(LineFormatter formatter, string message, Exception? exception = null, int id = 7) => formatter.Write(
        new LogEntry<string>(LogLevel.Information, "Some.Thing", new EventId(id), message, exception, (state, _) => state),
        scopeProvider: null, _written);
}

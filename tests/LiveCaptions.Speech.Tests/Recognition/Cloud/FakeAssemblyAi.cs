using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// AssemblyAI's <c>/v3/ws</c>: turns whose words become final one by one, that end without punctuation first and with it then; nothing at
/// all in silence; the connection ends on messages of the wrong length, on sound that is too fast, and after its time.
/// </summary>
internal sealed class FakeAssemblyAi(TimeProvider? time = null) : FakeCloud(time)
{
    private const long EndOfTurn = AudioFormat.SampleRate * 4 / 10;

    /// <summary>Seconds of sound that may come before their time.</summary>
    private const double Ahead = 60;

    /// <summary>Whether sound that is faster than real time for a minute ends the connection.</summary>
    public bool WatchesPace { get; set; }

    /// <summary>Whether the text with punctuation follows.</summary>
    public bool Formats { get; set; } = true;

    /// <summary>Samples of speech between two looks at an open turn.</summary>
    public long Step { get; set; } = AudioFormat.SampleRate / 2;

    /// <summary>Whether it greets.</summary>
    public bool Greets { get; set; } = true;

    /// <summary>Close code and text of the error that a connection, by its number, ends with after a second of sound.</summary>
    public Func<int, (int Code, string Text)?> Error { get; set; } = _ => null;

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/v3/ws" && request.Headers.Authorization == Key && request.Query["speech_model"].Count == 1;

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        var listener = new Listener(this, connection);
        if (Greets)
        {
            await connection.SendAsync(new { type = "Begin", id = "b", expires_at = 0 });
        }

        while (await connection.ReadAsync(Timeout.InfiniteTimeSpan) is { } message)
        {
            if (message.Text?.GetProperty("type").GetString() is { } type)
            {
                await (type == "ForceEndpoint" ? listener.EndAsync() : Task.CompletedTask);
                if (type == "Terminate")
                {
                    await listener.TerminateAsync();
                    return;
                }
            }
            else if (await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray()) is { } fault)
            {
                await connection.SendAsync(new { type = "Error", error_code = fault.Code, error = fault.Text });
                await connection.CloseAsync(fault.Code, fault.Text);
                return;
            }
        }
    }

    private sealed class Listener(FakeAssemblyAi cloud, FakeConnection connection)
    {
        private readonly BurstEar _ear = new();
        private readonly long _started = cloud.Time.GetTimestamp();
        private int _order;
        private long _shownAt;

        public async Task<(int Code, string Text)?> HearAsync(short[] samples)
        {
            if (samples.Length is < 800 or > 16_000 || (cloud.WatchesPace && IsTooFast()))
            {
                return (3007, "Audio chunk of the wrong length, or transmission rate exceeded");
            }

            _ear.Accept(samples);
            if (cloud.Error(connection.Number) is { } fault && _ear.Heard >= AudioFormat.SampleRate)
            {
                return fault;
            }

            if (_ear is { Count: > 0, IsOpen: false } && _ear.Heard - _ear.LastSound >= EndOfTurn)
            {
                await EndAsync();
            }
            else if (_ear.Heard - _shownAt >= cloud.Step && (_ear.Count > 0 || _ear.IsOpen))
            {
                _shownAt = _ear.Heard;
                await SayAsync(end: false, formatted: false);
            }

            return null;
        }

        public async Task EndAsync()
        {
            if (_ear.Count == 0 && !_ear.IsOpen)
            {
                return;
            }

            await SayAsync(end: true, formatted: false);
            if (cloud.Formats)
            {
                await SayAsync(end: true, formatted: true);
            }

            _order++;
            _ear.Take(open: true);
        }

        public async Task TerminateAsync()
        {
            await EndAsync();
            await connection.SendAsync(new { type = "Termination", audio_duration_seconds = 1, session_duration_seconds = 1 });
            await connection.CloseAsync(1000, "");
        }

        private bool IsTooFast() =>
            AudioFormat.ToSeconds(_ear.Heard) - cloud.Time.GetElapsedTime(_started).TotalSeconds > Ahead;

        private Task SayAsync(bool end, bool formatted)
        {
            var words = _ear.Words(open: true);
            var message = new
            {
                type = "Turn",
                turn_order = _order,
                turn_is_formatted = formatted,
                end_of_turn = end,
                transcript = string.Join(' ', words.Select(word => word.Text)),
                end_of_turn_confidence = 0.5,
                speaker_label = _order % 2 == 0 ? "A" : "UNKNOWN",
                words = words.Select(word => new
                {
                    text = word.Text,
                    start = Milliseconds(word.Start),
                    end = Milliseconds(word.End),
                    confidence = 0.9,
                    word_is_final = end,
                }),
            };
            return end ? connection.SendFinalAsync(message) : connection.SendAsync(message);
        }

        private int Milliseconds(long samples) =>
            (int)Math.Max(0, (samples / 16) + (1000 * cloud.Off(connection.Number)));
    }
}

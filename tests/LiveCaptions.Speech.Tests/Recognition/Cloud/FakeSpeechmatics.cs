using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// Speechmatics' <c>/v2/</c>: it has to be asked to start, counts messages of sound, says words for good some time after they were said,
/// and the full stop behind them later still.
/// </summary>
internal sealed class FakeSpeechmatics : FakeCloud
{
    private const long Delay = AudioFormat.SampleRate;
    private const long EndOfUtterance = AudioFormat.SampleRate / 2;

    /// <summary>Type of the error that is answered to the start; null for none.</summary>
    public string? Error { get; set; }

    /// <summary>Whether it warns that it hears no more after a second of sound.</summary>
    public bool HearsNoMore { get; set; }

    /// <summary>How the last connection was started.</summary>
    public JsonElement Started { get; private set; }

    protected override bool Knows(HttpRequest request) => request.Path == "/v2/" && request.Headers.Authorization == $"Bearer {Key}";

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        var listener = new Listener(this, connection);
        await connection.SendAsync(new { message = "Info", type = "concurrent_session_usage", usage = 1, quota = 2 });
        while (await connection.ReadAsync(Timeout.InfiniteTimeSpan) is { } message)
        {
            if (message.Text is not { } text)
            {
                await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray());
                continue;
            }

            switch (text.GetProperty("message").GetString())
            {
                case "StartRecognition" when Error is { } error:
                    await connection.SendAsync(new { message = "Error", type = error, reason = "not so", code = 4005 });
                    await connection.CloseAsync(4005, error);
                    return;
                case "StartRecognition":
                    Started = text;
                    await connection.SendAsync(new { message = "RecognitionStarted", id = "r" });
                    break;
                case "ForceEndOfUtterance":
                    await listener.EndUtteranceAsync();
                    await listener.StopAsync();
                    break;
                case "EndOfStream":
                    await listener.FinishAsync(text.GetProperty("last_seq_no").GetInt32());
                    return;
            }
        }
    }

    private sealed class Listener(FakeSpeechmatics cloud, FakeConnection connection)
    {
        private readonly BurstEar _ear = new();
        private int _chunks;
        private long _finalTo;
        private long _shownAt;
        private bool _owesStop;

        public async Task HearAsync(short[] samples)
        {
            _ear.Accept(samples);
            await connection.SendAsync(new { message = "AudioAdded", seq_no = ++_chunks });
            if (cloud.HearsNoMore && _ear.Heard >= AudioFormat.SampleRate)
            {
                await connection.SendAsync(new { message = "Warning", type = "duration_limit_exceeded", reason = "not so" });
            }

            await StopAsync();
            if (_ear is { Count: > 0, IsOpen: false } && _ear.Heard - _ear.LastSound >= EndOfUtterance)
            {
                await EndUtteranceAsync();
            }
            else if (_ear.Count > 0 && _ear.Heard - _finalTo >= 2 * Delay)
            {
                await SayAsync("AddTranscript", _ear.Words(open: false), _ear.Words(open: false)[^1].End);
                _ear.Take(open: false);
            }
            else if (_ear.Heard - _shownAt >= AudioFormat.SampleRate / 2 && (_ear.Count > 0 || _ear.IsOpen))
            {
                _shownAt = _ear.Heard;
                await SayAsync("AddPartialTranscript", _ear.Words(open: true), _ear.Heard);
            }
        }

        /// <summary>The words first, the full stop with the next message.</summary>
        public async Task EndUtteranceAsync()
        {
            if (_ear.Count > 0 || _ear.IsOpen)
            {
                await SayAsync("AddTranscript", _ear.Words(open: true), _ear.Heard);
                _ear.Take(open: true);
                _owesStop = true;
            }
        }

        public async Task FinishAsync(int chunks)
        {
            if (chunks != _chunks)
            {
                await connection.SendAsync(new { message = "Error", type = "protocol_error", reason = "last_seq_no" });
                await connection.CloseAsync(1003, "protocol_error");
                return;
            }

            await SayAsync("AddTranscript", _ear.Words(open: true), _ear.Heard, stop: true);
            await connection.SendAsync(new { message = "EndOfTranscript" });
            await connection.CloseAsync(1000, "");
        }

        public async Task StopAsync()
        {
            if (!_owesStop)
            {
                return;
            }

            _owesStop = false;
            await SayAsync("AddTranscript", [], _ear.Heard, stop: true);
            await connection.SendAsync(new { message = "EndOfUtterance", metadata = new { start_time = 0, end_time = 0 } });
        }

        private async Task SayAsync(string kind, IReadOnlyList<(string Text, long Start, long End)> words, long end, bool stop = false)
        {
            var results = words.Select(word => Item("word", word.Text, Seconds(word.Start), Seconds(word.End), null));
            var message = new
            {
                message = kind,
                format = "2.9",
                metadata = new { start_time = Seconds(_finalTo), end_time = Seconds(end), transcript = "" },
                results = stop ? results.Append(Item("punctuation", ".", Seconds(end), Seconds(end), "previous")) : results,
            };
            if (kind == "AddPartialTranscript")
            {
                await connection.SendAsync(message);
                return;
            }

            _finalTo = _shownAt = end;
            await connection.SendFinalAsync(message);
        }

        private static object Item(string type, string content, double start, double end, string? attachesTo) => new
        {
            type,
            start_time = start,
            end_time = end,
            attaches_to = attachesTo,
            is_eos = attachesTo is not null,
            alternatives = new[] { new { content, confidence = 0.9, language = "en", speaker = "S1" } },
        };

        private double Seconds(long samples) => Math.Max(0, AudioFormat.ToSeconds(samples) + cloud.Off(connection.Number));
    }
}

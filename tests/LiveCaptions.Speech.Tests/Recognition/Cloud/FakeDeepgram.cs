using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary><c>/v1/listen</c>: interims that replace each other, finals that freeze a stretch, several to an utterance.</summary>
internal sealed class FakeDeepgram(TimeProvider? time = null) : FakeCloud(time)
{
    private const long Endpointing = AudioFormat.SampleRate * 3 / 10;
    private const long LongestOpen = AudioFormat.SampleRate * 7 / 2;
    private const long LongestSilence = AudioFormat.SampleRate * 5;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <summary>Whether it marks what it says because it was asked to.</summary>
    public bool SaysFromFinalize { get; set; } = true;

    /// <summary>Whether it says its last words when it is told that there is no more to come.</summary>
    public bool SaysGoodbye { get; set; } = true;

    /// <summary>The language that it tells, whatever it is asked for; null for that.</summary>
    public string? Language { get; set; }

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/v1/listen" && request.Headers.Authorization == $"Token {Key}" && request.Query["encoding"] == "linear16";

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        var listener = new Listener(this, connection, request.Query["interim_results"] == "true", request.Query["language"]!);
        while (await connection.ReadAsync(Idle) is { } message)
        {
            if (message.Text is null && message.Sound.IsEmpty)
            {
                await connection.CloseAsync(1011, "NET-0001: nothing came for 10 seconds");
                return;
            }

            if (message.Text?.GetProperty("type").GetString() is { } type)
            {
                if (type == "CloseStream" && SaysGoodbye)
                {
                    await listener.FinishAsync();
                    return;
                }

                await (type == "Finalize" ? listener.FinalizeAsync() : Task.CompletedTask);
                continue;
            }

            await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray());
        }
    }

    private sealed class Listener(FakeDeepgram cloud, FakeConnection connection, bool interims, string language)
    {
        private readonly BurstEar _ear = new();
        private long _finalTo;
        private long _shownAt;

        public async Task HearAsync(short[] samples)
        {
            _ear.Accept(samples);
            var open = _ear.Heard - _finalTo;
            if (_ear is { Count: > 0, IsOpen: false } && _ear.Heard - _ear.LastSound >= Endpointing)
            {
                await SayAsync(isFinal: true, isSpeechFinal: true, _ear.Heard);
            }
            else if (open >= LongestOpen && _ear.Count > 0)
            {
                await SayAsync(isFinal: true, isSpeechFinal: false, _ear.Words(open: false)[^1].End);
            }
            else if (open >= LongestSilence && _ear is { Count: 0, IsOpen: false })
            {
                await SayAsync(isFinal: true, isSpeechFinal: false, _ear.Heard);
            }
            else if (interims && _ear.Heard - _shownAt >= AudioFormat.SampleRate / 2 && (_ear.Count > 0 || _ear.IsOpen))
            {
                _shownAt = _ear.Heard;
                await SayAsync(isFinal: false, isSpeechFinal: false, _ear.Heard);
            }
        }

        /// <summary>Where nothing waits, nothing is answered.</summary>
        public Task FinalizeAsync() => _ear.Count > 0 || _ear.IsOpen
            ? SayAsync(isFinal: true, isSpeechFinal: true, _ear.Heard, cloud.SaysFromFinalize)
            : Task.CompletedTask;

        public async Task FinishAsync()
        {
            await SayAsync(isFinal: true, isSpeechFinal: false, _ear.Heard);
            await connection.SendAsync(new { type = "Metadata", request_id = "r", duration = Seconds(_ear.Heard), channels = 1 });
            await connection.CloseAsync(1000, "");
        }

        private async Task SayAsync(bool isFinal, bool isSpeechFinal, long end, bool fromFinalize = false)
        {
            // Up to the end of a word in mid-speech: what is being said is the next result's.
            var withOpen = end == _ear.Heard;
            var message = Message(_ear.Words(withOpen), isFinal, isSpeechFinal, end, fromFinalize);
            if (!isFinal)
            {
                await connection.SendAsync(message);
                return;
            }

            _finalTo = _shownAt = end;
            _ear.Take(withOpen);
            await connection.SendFinalAsync(message);
            if (isSpeechFinal)
            {
                await connection.SendAsync(new { type = "UtteranceEnd", channel = new[] { 0, 1 }, last_word_end = Seconds(end) });
            }
        }

        private object Message(
            IReadOnlyList<(string Text, long Start, long End)> words, bool isFinal, bool isSpeechFinal, long end, bool fromFinalize) => new
            {
                type = "Results",
                channel_index = new[] { 0, 1 },
                duration = Seconds(end - _finalTo),
                start = Seconds(_finalTo),
                is_final = isFinal,
                speech_final = isSpeechFinal,
                from_finalize = fromFinalize,
                channel = new
                {
                    alternatives = new[]
                    {
                        new
                        {
                            transcript = string.Join(' ', words.Select(word => word.Text)),
                            confidence = 0.9,
                            languages = new[] { cloud.Language ?? (language == "multi" ? "de" : language) },
                            words = words.Select(word => new
                            {
                                word = word.Text,
                                punctuated_word = word.Text,
                                start = Math.Max(0, Seconds(word.Start) + cloud.Off(connection.Number)),
                                end = Math.Max(0, Seconds(word.End) + cloud.Off(connection.Number)),
                                confidence = 0.75,
                                speaker = 0,
                            }),
                        },
                    },
                },
                metadata = new { request_id = "r", model_uuid = "m" },
            };

        private static double Seconds(long samples) => AudioFormat.ToSeconds(samples);
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// OpenAI's <c>/v1/realtime</c> for transcription: 24 kHz in base64, turns that are committed, texts that grow meanwhile and may be
/// completed in another order, an error at the end of the session's time.
/// </summary>
internal sealed class FakeOpenAiRealtime(TimeProvider? time = null) : FakeCloud(time)
{
    /// <summary>Whether some items are completed behind the one after it.</summary>
    public bool MixesUp { get; set; }

    /// <summary>Whether text comes before the turn is committed.</summary>
    public bool Streams { get; set; } = true;

    /// <summary>Samples at 16 kHz after which the session is over.</summary>
    public long Longest { get; set; } = long.MaxValue;

    /// <summary>Number, from 1, of the turn whose transcription fails; 0 is none.</summary>
    public int Fails { get; set; }

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/realtime" && request.Headers.Authorization == $"Bearer {Key}" && request.Query["intent"] == "transcription"
        && !request.Query.ContainsKey("model");

    protected override byte[]? SoundOf(JsonElement message) =>
        message.GetProperty("type").GetString() == "input_audio_buffer.append" ? message.GetProperty("audio").GetBytesFromBase64() : null;

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        var listener = new Listener(this, connection);
        await connection.SendAsync(new { type = "session.created", event_id = "e", session = new { type = "transcription" } });
        while (await connection.ReadAsync(Timeout.InfiniteTimeSpan) is { } message)
        {
            switch (message.Text?.GetProperty("type").GetString())
            {
                case null when listener.Heard >= Longest:
                    await listener.RefuseAsync("invalid_request_error", "session_expired");
                    await connection.CloseAsync(1001, "Your session hit the maximum duration.");
                    return;
                case null:
                    await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray());
                    break;
                case "session.update":
                    await (IsGood(message.Text.Value.GetProperty("session"))
                        ? connection.SendAsync(new { type = "session.updated", session = new { type = "transcription" } })
                        : listener.RefuseAsync("invalid_request_error", "invalid_value"));
                    break;
                case "input_audio_buffer.commit":
                    await listener.CommitAsync();
                    break;
                case "input_audio_buffer.clear":
                    listener.Clear();
                    break;
            }
        }

        await connection.CloseAsync(1000, "");
    }

    private static bool IsGood(JsonElement session)
    {
        var input = session.GetProperty("audio").GetProperty("input");
        return session.GetProperty("type").GetString() == "transcription"
            && input.GetProperty("format").GetProperty("rate").GetInt32() == 24_000
            && input.GetProperty("turn_detection").ValueKind == JsonValueKind.Null
            && input.GetProperty("transcription").GetProperty("model").GetString() != "no-such-model";
    }

    private sealed class Listener(FakeOpenAiRealtime cloud, FakeConnection connection)
    {
        private readonly BurstEar _ear = new();
        private readonly Steady _steady = new();
        private object? _late;
        private long _committed;
        private int _told;
        private int _item = 1;

        public long Heard => _ear.Heard;

        public async Task HearAsync(short[] samples)
        {
            _ear.Accept(_steady.Of(samples));
            for (; cloud.Streams && _told < _ear.Count; _told++)
            {
                await connection.SendAsync(new
                {
                    type = "conversation.item.input_audio_transcription.delta",
                    item_id = $"item_{_item}",
                    content_index = 0,
                    delta = $"{(_told == 0 ? "" : " ")}{_ear.Words(open: false)[_told].Text}",
                });
            }
        }

        public void Clear()
        {
            _ear.Take(open: true);
            (_committed, _told) = (_ear.Heard, 0);
        }

        public async Task CommitAsync()
        {
            if (_ear.Heard - _committed < AudioFormat.SampleRate / 10)
            {
                await RefuseAsync("invalid_request_error", "input_audio_buffer_commit_empty");
                return;
            }

            var words = _ear.Words(open: true);
            await connection.SendAsync(new
            {
                type = "input_audio_buffer.committed",
                item_id = $"item_{_item}",
                previous_item_id = (string?)null,
            });
            if (cloud.Fails == _item)
            {
                await connection.SendAsync(new
                {
                    type = "conversation.item.input_audio_transcription.failed",
                    item_id = $"item_{_item}",
                    error = new { type = "transcription_error", code = "audio_unintelligible" },
                });
            }

            object completed = new
            {
                type = "conversation.item.input_audio_transcription.completed",
                item_id = $"item_{_item}",
                content_index = 0,
                transcript = string.Join(' ', words.Select(word => word.Text)),
                logprobs = words.SelectMany((word, i) => new[]
                {
                    new { token = (i == 0 ? "" : " ") + word.Text[..1], logprob = -0.5 },
                    new { token = word.Text[1..], logprob = -0.1 },
                }),
                usage = new { type = "duration", seconds = 1 },
            };
            await CompleteAsync(completed);
            _item++;
            Clear();
        }

        public Task RefuseAsync(string type, string code) =>
            connection.SendAsync(new { type = "error", error = new { type, code, message = $"not so: {Key}", param = (string?)null } });

        private async Task CompleteAsync(object completed)
        {
            if (cloud.MixesUp && _item is 2 or 4 && _late is null)
            {
                _late = completed;
                return;
            }

            await connection.SendFinalAsync(completed);
            if (_late is { } late)
            {
                _late = null;
                await connection.SendFinalAsync(late);
            }
        }
    }

    /// <summary>24 kHz as 16 kHz, without the ringing of the filter before: what does not last is not there.</summary>
    private sealed class Steady
    {
        private const int Lasting = 24;

        private int _number;
        private int _next;
        private int _count;
        private int _left;

        public short[] Of(short[] samples)
        {
            var steady = new List<short>(samples.Length);
            foreach (var sample in samples)
            {
                var number = (int)MathF.Round(sample * 100 / 32768f);
                _count = number == _next ? _count + 1 : 1;
                _next = number;
                _number = _count >= Lasting ? number : _number;

                // Two of three.
                _left = (_left + 1) % 3;
                if (_left != 0)
                {
                    steady.Add((short)(_number * 328));
                }
            }

            return [.. steady];
        }
    }
}

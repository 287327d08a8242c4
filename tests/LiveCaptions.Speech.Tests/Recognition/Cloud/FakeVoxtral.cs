using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// Mistral's realtime transcription: text that only grows, without times; a flush brings the rest of a turn, and tells all of the text
/// once more; settings before the first sound alone.
/// </summary>
internal sealed class FakeVoxtral(TimeProvider? time = null) : FakeCloud(time)
{
    private const int MostBytes = 262_144;

    /// <summary>Of the error that comes in the place of a greeting; null for a greeting.</summary>
    public (int Code, object Message)? Error { get; set; }

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/v1/audio/transcriptions/realtime" && request.Headers.Authorization == $"Bearer {Key}"
        && request.Query["model"].ToString().StartsWith("voxtral", StringComparison.Ordinal);

    protected override byte[]? SoundOf(JsonElement message) =>
        message.GetProperty("type").GetString() == "input_audio.append" ? message.GetProperty("audio").GetBytesFromBase64() : null;

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        if (Error is { } error)
        {
            await RefuseAsync(connection, error.Code, error.Message);
            return;
        }

        await connection.SendAsync(new { type = "session.created", session = new { request_id = "r" } });
        var listener = new Listener(connection);
        while (await connection.ReadAsync(Timeout.InfiniteTimeSpan) is { } message)
        {
            switch (message.Text?.GetProperty("type").GetString())
            {
                case null when !listener.IsReady || message.Sound.Length > MostBytes:
                    await RefuseAsync(connection, 3051, "too early, or too long");
                    return;
                case null:
                    await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray());
                    break;
                case "session.update" when listener.HasSound:
                    await RefuseAsync(connection, 3051, "Session fields cannot be changed after audio has started.");
                    return;
                case "session.update":
                    listener.IsReady = true;
                    await connection.SendAsync(new { type = "session.updated", session = message.Text.Value.GetProperty("session") });
                    break;
                case "input_audio.flush":
                    await listener.FlushAsync();
                    break;
                case "input_audio.end":
                    await listener.FlushAsync();
                    await connection.CloseAsync(1000, "");
                    return;
            }
        }
    }

    private static async Task RefuseAsync(FakeConnection connection, int code, object message)
    {
        await connection.SendAsync(new { type = "error", error = new { code, message } });
        await connection.CloseAsync(1011, "");
    }

    private sealed class Listener(FakeConnection connection)
    {
        private readonly BurstEar _ear = new();
        private readonly List<string> _all = [];
        private int _told;

        public bool IsReady { get; set; }

        public bool HasSound => _ear.Heard > 0;

        public async Task HearAsync(short[] samples)
        {
            if (!HasSound)
            {
                await connection.SendAsync(new { type = "transcription.language", audio_language = "de" });
            }

            _ear.Accept(samples);
            await TellAsync(open: false);
        }

        public async Task FlushAsync()
        {
            await TellAsync(open: true);
            _ear.Take(open: true);
            _told = 0;
            await connection.SendAsync(new
            {
                type = "transcription.done",
                model = "voxtral",
                text = string.Join(' ', _all),
                language = (string?)null,
                segments = Array.Empty<object>(),
                usage = new { prompt_audio_seconds = 1 },
            });
        }

        /// <summary>Words in pieces, as tokens are.</summary>
        private async Task TellAsync(bool open)
        {
            var words = _ear.Words(open);
            for (; _told < words.Count; _told++)
            {
                var text = words[_told].Text;
                _all.Add(text);
                await connection.SendAsync(new { type = "transcription.text.delta", text = (_told == 0 ? "" : " ") + text[..1] });
                await connection.SendAsync(new { type = "transcription.text.delta", text = text[1..] });
            }
        }
    }
}

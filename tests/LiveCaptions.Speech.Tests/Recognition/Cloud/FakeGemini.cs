using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// Gemini's live API for transcription: JSON in binary frames, activities that the client begins and ends, frames that say several
/// things at once, silence about an activity in which nobody spoke.
/// </summary>
internal sealed class FakeGemini(TimeProvider? time = null) : FakeCloud(time)
{
    /// <summary>Samples of a connection after which it says that it will soon close.</summary>
    public long GoesAwayAfter { get; set; } = long.MaxValue;

    /// <summary>
    /// Number, from 1, of the first connection's activity that it says nothing about, as it breaks at the end of the next; 0 is none.
    /// </summary>
    public int Breaks { get; set; }

    /// <summary>Number, from 1, of the activity in which it hears nothing; 0 is none.</summary>
    public int Deaf { get; set; }

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
        && request.Headers["x-goog-api-key"] == Key && !request.QueryString.HasValue;

    protected override byte[]? SoundOf(JsonElement message) =>
        message.TryGetProperty("realtimeInput", out var input) && input.TryGetProperty("audio", out var audio)
        && audio.GetProperty("mimeType").GetString() == "audio/pcm;rate=16000"
            ? audio.GetProperty("data").GetBytesFromBase64()
            : null;

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        var listener = new Listener(this, connection);
        while (await connection.ReadAsync(Timeout.InfiniteTimeSpan) is { } message)
        {
            if (message.Text is not { } text)
            {
                if (!listener.IsActive)
                {
                    await connection.CloseAsync(1007, "Request contains an invalid argument: sound outside an activity.");
                    return;
                }

                await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray());
            }
            else if (text.TryGetProperty("setup", out var setup))
            {
                if (setup.GetProperty("model").GetString() == "models/none")
                {
                    await connection.CloseAsync(1008, "models/none is not found");
                    return;
                }

                await connection.SendBytesAsync(new { setupComplete = new { } });
            }
            else if (text.GetProperty("realtimeInput").TryGetProperty("activityStart", out _))
            {
                await listener.BeginAsync();
            }
            else
            {
                await listener.EndAsync();
            }
        }

        await connection.CloseAsync(1000, "");
    }

    private sealed class Listener(FakeGemini cloud, FakeConnection connection)
    {
        private readonly BurstEar _ear = new();
        private int _shown;
        private int _activities;
        private bool _isGoing;

        public bool IsActive { get; private set; }

        private bool IsBreaking => cloud.Breaks == _activities && connection.Number == 0;

        public Task BeginAsync()
        {
            IsActive = true;
            _activities++;
            return EchoAsync("ACTIVITY_START");
        }

        public async Task HearAsync(short[] samples)
        {
            _ear.Accept(samples);
            if (_ear.Heard >= cloud.GoesAwayAfter && !_isGoing)
            {
                _isGoing = true;
                await connection.SendBytesAsync(new { goAway = new { timeLeft = "10s" } });
            }

            if (_ear.Count > _shown && cloud.Deaf != _activities && !IsBreaking)
            {
                _shown = _ear.Count;
                var interimInputTranscription = new { text = Text(open: false) };
                await connection.SendBytesAsync(new { serverContent = new { interimInputTranscription } });
            }
        }

        public async Task EndAsync()
        {
            IsActive = false;
            if (IsBreaking)
            {
                return;
            }

            if (cloud.Breaks == _activities - 1 && connection.Number == 0 && cloud.Breaks > 0)
            {
                connection.Abort();
                throw new IOException("Broken.");
            }

            var text = cloud.Deaf == _activities ? "" : Text(open: true);
            _ear.Take(open: true);
            _shown = 0;
            await EchoAsync("ACTIVITY_END");
            if (text.Length > 0 && _activities % 2 == 0)
            {
                var serverContent = new { inputTranscription = new { text }, generationComplete = true };
                await connection.SendBytesAsync(new { serverContent });
            }
            else if (text.Length > 0)
            {
                await connection.SendBytesAsync(new { serverContent = new { inputTranscription = new { text, languageCode = "de" } } });
                await connection.SendBytesAsync(new { serverContent = new { generationComplete = true } });
            }
        }

        private Task EchoAsync(string type) => connection.SendBytesAsync(new
        {
            voiceActivity = new { type, audioOffset = FormattableString.Invariant($"{AudioFormat.ToSeconds(_ear.Heard):0.0}s") },
        });

        private string Text(bool open) => string.Join(' ', _ear.Words(open).Select(word => word.Text));
    }
}

using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// Deepgram's <c>/v2/listen</c>: turns that are told over and over, messages that are counted, a goodbye that ends no turn, a close
/// without a code.
/// </summary>
internal sealed class FakeFlux(TimeProvider? time = null) : FakeCloud(time)
{
    private const long EndOfTurn = AudioFormat.SampleRate * 4 / 10;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <summary>Samples of a turn between two messages about it.</summary>
    public long Step { get; set; } = AudioFormat.SampleRate / 4;

    /// <summary>Whether it ends turns when it is asked to; older servers of one's own do not.</summary>
    public bool EndsTurns { get; set; } = true;

    /// <summary>Whether words have their times.</summary>
    public bool TellsTimes { get; set; } = true;

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/v2/listen" && request.Headers.Authorization == $"Token {Key}" && request.Query["encoding"] == "linear16"
        && request.Query["model"].ToString().StartsWith("flux-", StringComparison.Ordinal);

    protected override async Task TalkAsync(FakeConnection connection, HttpRequest request)
    {
        var listener = new Listener(this, connection);
        await connection.SendAsync(new { type = "Connected", request_id = "r", sequence_id = 0 });
        while (await connection.ReadAsync(Idle) is { } message)
        {
            if (message.Text is null && message.Sound.IsEmpty)
            {
                await connection.CloseAsync(1011, "NET-0001: nothing came for 10 seconds");
                return;
            }

            switch (message.Text?.GetProperty("type").GetString())
            {
                case null:
                    await listener.HearAsync(MemoryMarshal.Cast<byte, short>(message.Sound.Span).ToArray());
                    break;
                case "ForceEndTurn":
                    await (EndsTurns ? listener.EndAsync() : Task.CompletedTask);
                    break;
                case "CloseStream":
                    await listener.StopAsync();
                    await connection.CloseAsync();
                    return;
                case "KeepAlive":
                    await connection.SendAsync(new { type = "Error", sequence_id = 9_999, code = "UNPARSABLE_CLIENT_MESSAGE" });
                    return;
            }
        }
    }

    private sealed class Listener(FakeFlux cloud, FakeConnection connection)
    {
        private readonly BurstEar _ear = new();
        private long _shownAt;
        private long _begin;
        private int _messages;
        private int _turns;

        public async Task HearAsync(short[] samples)
        {
            _ear.Accept(samples);
            if (_ear is { Count: > 0, IsOpen: false } && _ear.Heard - _ear.LastSound >= EndOfTurn)
            {
                await EndAsync();
            }
            else if (_ear.Heard - _shownAt >= cloud.Step && (_ear.Count > 0 || _ear.IsOpen))
            {
                _shownAt = _ear.Heard;
                await SayAsync("Update");
            }
        }

        /// <summary>Where there is no turn, nothing is ended.</summary>
        public async Task EndAsync()
        {
            if (_ear.Count > 0 || _ear.IsOpen)
            {
                await SayAsync("EndOfTurn");
                _ear.Take(open: true);
                _turns++;
                _begin = _ear.Heard;
            }
        }

        /// <summary>The turn is told as it is; where nothing was heard since the last one, there is none.</summary>
        public Task StopAsync() => _ear.Heard > _begin ? SayAsync("Update") : Task.CompletedTask;

        private Task SayAsync(string what)
        {
            var words = _ear.Words(open: true);
            return connection.SendFinalAsync(new
            {
                type = "TurnInfo",
                request_id = "r",
                sequence_id = ++_messages,
                @event = what,
                turn_index = _turns,
                audio_window_start = AudioFormat.ToSeconds(_begin),
                audio_window_end = AudioFormat.ToSeconds(_ear.Heard),
                transcript = string.Join(' ', words.Select(word => word.Text)),
                words = words.Select(word => new
                {
                    word = word.Text,
                    confidence = 0.75,
                    start = cloud.TellsTimes ? Seconds(word.Start) : (double?)null,
                    end = cloud.TellsTimes ? Seconds(word.End) : (double?)null,
                }),
                end_of_turn_confidence = 0.9,
            });
        }

        private double Seconds(long samples) => Math.Max(0, AudioFormat.ToSeconds(samples) + cloud.Off(connection.Number));
    }
}

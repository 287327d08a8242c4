using System.Buffers.Binary;
using System.Net;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>(2) and (3): what messages say, and what is answered.</summary>
internal sealed partial class RtmpConnection
{
    private const string AppName = "live";
    private const int PingRequest = 6;
    private const int MaxStreams = 16;

    private long _window = RtmpReplies.Window;
    private bool _connected;
    private uint _streams;
    private uint _streamId;
    private PublisherConnection? _publisher;
    private RtmpAudio? _audio;

    private async ValueTask<RtmpEnd?> ObeyAsync(RtmpMessage message)
    {
        switch (message.Type)
        {
            case RtmpMessageType.Audio when _audio is not null && message.StreamId == _streamId:
                await _audio.AcceptAsync(message.Timestamp, message.Payload);
                return null;
            case RtmpMessageType.Amf0Command:
                return await ObeyAsync(RtmpCommand.Parse(message.Payload.Span), message.StreamId);
            case RtmpMessageType.Amf3Command when !message.Payload.IsEmpty:
                // A byte that says which AMF, then AMF 0 all the same.
                return await ObeyAsync(RtmpCommand.Parse(message.Payload.Span[1..]), message.StreamId);
            case RtmpMessageType.WindowAcknowledgementSize when message.Payload.Length >= sizeof(int):
                _window = Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(message.Payload.Span));
                return null;
            case RtmpMessageType.UserControl when message.Payload.Length >= 6
                && BinaryPrimitives.ReadUInt16BigEndian(message.Payload.Span) == PingRequest:
                _replies.Pong(message.Payload.Span[2..]);
                return null;
            default:
                return null;
        }
    }

    private async ValueTask<RtmpEnd?> ObeyAsync(RtmpCommand command, uint streamId)
    {
        switch (command.Name)
        {
            case "connect":
                Connect(command);
                return null;
            case "releaseStream" or "FCPublish":
                _replies.Done(command.TransactionId);
                return null;
            case "createStream":
                CreateStream(command);
                return null;
            case "publish":
                await PublishAsync(command, streamId);
                return null;
            case "FCUnpublish" or "closeStream" when _publisher is not null:
                return RtmpEnd.Unpublished;
            case "deleteStream" when _publisher is not null && (command.Number is not { } stream || stream == _streamId):
                return RtmpEnd.Unpublished;
            case "play" or "play2":
                throw new RtmpRefusalException("play_unsupported", "Nothing is played from here: this server only takes streams.");
            default:
                RefuseUnknown(command);
                return null;
        }
    }

    private void Connect(RtmpCommand command)
    {
        var app = command.App?.Split('?')[0].Trim('/');
        if (app != AppName)
        {
            var description = $"Publish to rtmp://HOST:PORT/{AppName}, with the stream key as the stream's name.";
            _replies.Rejected(command.TransactionId, description);
            throw new RtmpRefusalException("app_unknown", description);
        }

        if (!_connected)
        {
            _connected = true;
            _replies.Connected(command.TransactionId);
        }
    }

    private void CreateStream(RtmpCommand command)
    {
        if (!_connected || _streams == MaxStreams)
        {
            throw new RtmpProtocolException(
                _connected ? $"More than {MaxStreams} streams were created." : "A stream was created before connect.");
        }

        _replies.Created(command.TransactionId, ++_streams);
    }

    private async Task PublishAsync(RtmpCommand command, uint streamId)
    {
        if (_streams == 0 || _publisher is not null)
        {
            throw new RtmpProtocolException(
                _streams == 0 ? "Publishing began before a stream was created." : "A connection publishes one stream.");
        }

        _streamId = streamId;
        var (key, speaker, refusal) = RtmpStreamName.Parse(command.Text ?? "");
        (var id, refusal) = refusal is null ? await FindSessionAsync(key) : (null, _gate.Count(refusal, "?"));
        if (id is not null)
        {
            (_publisher, refusal) = await _gate.AdmitAsync(id, speaker);
        }

        if (_publisher is null)
        {
            throw new RtmpRefusalException(refusal!.Code, refusal.Detail);
        }

        _audio = new RtmpAudio(_publisher, _around, NoteLife, _expelled.Task);
        _chunks.MaxMessageSize = MaxAudioMessage;
        _publisher.Over.Register(() => Expel(_publisher.Reason!));
        EndPending();
        NoteLife();
        _replies.Status(_streamId, "status", "NetStream.Publish.Start", "The stream is taken.");
    }

    private async Task<(string? SessionId, Refusal? Refusal)> FindSessionAsync(string key)
    {
        var address = (_connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (!_around.Guesses.MayTry(address, key))
        {
            return (null,
                _gate.Count(new Refusal(429, "too_many_requests", "Too many wrong keys came from your address. Try again later."), "?"));
        }

        var found = await _gate.FindSessionAsync(key);
        if (found.SessionId is null)
        {
            _around.Guesses.CountWrong(address);
        }
        else
        {
            _around.Guesses.Remember(address, key);
        }

        return found;
    }

    /// <summary>Who waits for an answer gets one.</summary>
    private void RefuseUnknown(RtmpCommand command)
    {
        if (command.TransactionId > 0 && command.Name is not ("FCUnpublish" or "closeStream" or "deleteStream" or "_result" or "_error"))
        {
            _replies.Failed(command.TransactionId);
        }
    }
}

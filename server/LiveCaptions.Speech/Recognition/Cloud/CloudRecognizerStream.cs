using System.Threading.Channels;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// One track at a provider that is streamed to. Sound goes out in even pieces, as fast as the provider takes it. A connection that
/// comes of age is followed by another, in a pause where there is one; one that breaks is followed by another at once. Both begin a
/// little before what is final: what is not is held, and sent again. What cannot be mended comes out as an <see
/// cref="EngineFaultException"/>.
/// </summary>
internal sealed partial class CloudRecognizerStream : IRecognizerStream
{
    /// <summary>Part of a connection's time at whose end the next pause ends it.</summary>
    private const double Ripe = 0.9;

    /// <summary>Samples of silence that a connection is ended in: 0.3 s.</summary>
    private const long Breath = AudioFormat.SampleRate * 3 / 10;

    /// <summary>Samples that voice activity may go on behind the last word: 0.3 s.</summary>
    private const long Fading = AudioFormat.SampleRate * 3 / 10;

    private readonly ICloudProtocol _protocol;
    private readonly CloudAccess _access;
    private readonly RecognizerStreamOptions _options;
    private readonly CloudAudio _audio = new();
    private readonly CloudPauses _pauses = new();
    private readonly CloudTranscripts _transcripts;

    /// <summary>Null where the provider finds out itself where turns end.</summary>
    private readonly CloudTurns? _turns;
    private readonly byte[] _pcm;
    private CloudSession? _session;

    /// <summary>Position up to which the connection has the sound.</summary>
    private long _sentTo;

    /// <summary>
    /// What was final when the last connection broke: one that breaks before it makes more final is not followed by another.
    /// </summary>
    private long _brokeAt = long.MinValue;

    public CloudRecognizerStream(ICloudProtocol protocol, CloudAccess access, RecognizerStreamOptions options, string defaultLanguage)
    {
        (_protocol, _access, _options) = (protocol, access, options);
        _transcripts = new CloudTranscripts(_audio, options, defaultLanguage);
        _turns = protocol.Limits.HasTurns ? new CloudTurns(options.StartPosition) : null;
        _pcm = new byte[sizeof(short) * Math.Max(protocol.Limits.Chunk, protocol.Limits.LeastChunk)];
    }

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        if (_audio.IsEmpty)
        {
            // Turns have their own words each: what lies before the first of them helps nobody.
            _sentTo = _turns is null ? frame.Position : Math.Max(frame.Position, _options.StartPosition);
        }

        _audio.Add(frame);
        _pauses.Accept(frame);
        _turns?.Accept(frame);
        await _transcripts.WaitForRoomAsync(cancellationToken);
        await SendAsync(_protocol.Limits.Chunk, cancellationToken);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await SendAsync(least: 1, cancellationToken);
        if (_session is { } session && _audio.HasSpeech(_transcripts.FinalTo))
        {
            var turn = _turns is not null && IsOpen ? _turns.EndAt(_sentTo) : new CloudTurn(_sentTo, IsOpen, EndsSpeech: true);
            await session.FlushAsync(turn, () => _transcripts.FinalTo >= _sentTo, cancellationToken);
        }
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(least: 1, cancellationToken);
            while (_session is { } session && !await TryFinishAsync(session, cancellationToken))
            {
                await SendAsync(least: 1, cancellationToken);
            }

            _transcripts.End(_audio.End);
            _transcripts.Complete();
        }
        catch (EngineFaultException fault)
        {
            _transcripts.Complete(fault);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _transcripts.Complete();
    }

    /// <summary>
    /// Whether nobody speaks where sending is, which may be far behind the sound that there is: what was sent to a connection that
    /// broke goes out once more.
    /// </summary>
    private bool IsPause => !_audio.HasSpeech(_sentTo - Breath, _sentTo);

    /// <summary>Of a provider with turns: whether somebody spoke in the one that is not over yet.</summary>
    private bool IsOpen => _turns is null || (!_turns.IsEnd(_sentTo) && _audio.HasSpeech(_turns.LastBefore(_sentTo), _sentTo));

    /// <summary>Sends what waits, where it is at least so many samples.</summary>
    private async ValueTask SendAsync(int least, CancellationToken cancellationToken)
    {
        while (_audio.End - _sentTo >= least)
        {
            await RotateAsync(cancellationToken);
            var session = _session ??= await OpenAsync(cancellationToken);
            try
            {
                await SendNextAsync(session, cancellationToken);
            }
            catch (EngineFaultException fault) when (IsMendable(session, fault))
            {
                await MendAsync();
            }
        }
    }

    private async ValueTask SendNextAsync(CloudSession session, CancellationToken cancellationToken)
    {
        var turn = _turns?.Behind(_sentTo);
        var count = (int)Math.Min(_protocol.Limits.Chunk, Math.Min(_audio.End, turn?.Position ?? long.MaxValue) - _sentTo);
        var pcm = _pcm.AsMemory(0, sizeof(short) * Math.Max(count, _protocol.Limits.LeastChunk));
        _audio.CopyTo(_sentTo, pcm.Span);
        await session.Pacer.WaitAsync(count, cancellationToken);
        if (!await session.SendAsync(pcm, cancellationToken))
        {
            return;
        }

        _sentTo += count;
        if (turn is not null && turn.Position == _sentTo)
        {
            await session.FinalizeAsync(turn, cancellationToken);
            _turns?.Forget(_transcripts.FinalTo);
        }
        else if (_turns is null && _pauses.IsDue(_sentTo))
        {
            await session.FinalizeAsync(new CloudTurn(_sentTo, HasSpeech: true, EndsSpeech: true), cancellationToken);
        }
    }

    private async Task<CloudSession> OpenAsync(CancellationToken cancellationToken)
    {
        var origin = _sentTo;
        var request = new CloudRequest(_options.Language, _options.Keyterms(), _options.Interims)
        {
            Allowed = _options.Languages,
            ReadyWithin = _options.ReadyWithin,
        };
        _transcripts.Begin();
        var session = await CloudSession.OpenAsync(_protocol, request, _access, Take, Tell, cancellationToken);
        _options.OnOpen();
        return session;

        void Take(CloudResult result)
        {
            _options.OnSign();
            _transcripts.Take(result, origin);
        }
    }

    /// <summary>While no sound comes nobody else would notice.</summary>
    private void Tell(EngineFaultException fault)
    {
        if (fault.Kind != EngineFaultKind.Transient)
        {
            _transcripts.Complete(fault);
        }
    }
}

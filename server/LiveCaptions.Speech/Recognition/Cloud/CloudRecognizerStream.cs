using System.Threading.Channels;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// One track at a provider that is streamed to. Sound goes out in even pieces, as fast as the provider takes it. A connection that comes of
/// age is followed by another, in a pause where there is one; one that breaks is followed by another at once. Both begin a little before
/// what is final: what is not is held, and sent again. What cannot be mended comes out as an <see cref="EngineFaultException"/>.
/// </summary>
internal sealed class CloudRecognizerStream : IRecognizerStream
{
    /// <summary>Samples before what is final that a new connection hears again, to understand what follows: 3 s.</summary>
    private const long Overlap = 3 * AudioFormat.SampleRate;

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
        _pcm = new byte[sizeof(short) * Math.Max(protocol.Limits.Chunk, protocol.Limits.LeastChunk)];
    }

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        _sentTo = _audio.IsEmpty ? frame.Position : _sentTo;
        _audio.Add(frame);
        _pauses.Accept(frame);
        await _transcripts.WaitForRoomAsync(cancellationToken);
        await SendAsync(_protocol.Limits.Chunk, cancellationToken);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await SendAsync(least: 1, cancellationToken);
        if (_session is { } session && _audio.HasSpeech(_transcripts.FinalTo))
        {
            await session.FlushAsync(() => _transcripts.FinalTo >= _sentTo, cancellationToken);
        }
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(least: 1, cancellationToken);
            while (_session is { } session && !await TryCloseAsync(session, isCut: false, cancellationToken))
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
        var count = (int)Math.Min(_protocol.Limits.Chunk, _audio.End - _sentTo);
        var pcm = _pcm.AsMemory(0, sizeof(short) * Math.Max(count, _protocol.Limits.LeastChunk));
        _audio.CopyTo(_sentTo, pcm.Span);
        await session.Pacer.WaitAsync(count, cancellationToken);
        if (!await session.SendAsync(pcm, cancellationToken))
        {
            return;
        }

        _sentTo += count;
        if (_pauses.IsDue(_sentTo))
        {
            await session.FinalizeAsync(cancellationToken);
        }
    }

    /// <summary>Ends a connection that has come of age, or was left: what it says last comes before the next one is opened.</summary>
    private async ValueTask RotateAsync(CancellationToken cancellationToken)
    {
        if (_session is not { } session)
        {
            return;
        }

        var isOver = session.Age >= _protocol.Limits.Session;
        if (session.IsLeft || isOver || (IsPause && session.Age >= _protocol.Limits.Session * Ripe))
        {
            await TryCloseAsync(session, isCut: !IsPause, cancellationToken);
        }
    }

    /// <param name="isCut">Whether it ends in mid-speech.</param>
    /// <returns>False where it broke before it had said all: another one has to hear it.</returns>
    private async ValueTask<bool> TryCloseAsync(CloudSession session, bool isCut, CancellationToken cancellationToken)
    {
        try
        {
            _transcripts.CutAt(isCut ? _sentTo : long.MaxValue);
            await session.CloseAsync(cancellationToken);
            if (!isCut)
            {
                _transcripts.Settle(_sentTo);
            }

            await ResumeAsync();
            return true;
        }
        catch (EngineFaultException fault) when (IsMendable(session, fault))
        {
            await MendAsync();
            return false;
        }
    }

    private async Task<CloudSession> OpenAsync(CancellationToken cancellationToken)
    {
        var origin = _sentTo;
        var request = new CloudRequest(_options.Language, _options.Keyterms(), _options.Interims);
        _transcripts.Begin();
        return await CloudSession.OpenAsync(
            _protocol, request, _access, result => _transcripts.Take(result, origin), Tell, cancellationToken);
    }

    /// <summary>While no sound comes nobody else would notice.</summary>
    private void Tell(EngineFaultException fault)
    {
        if (fault.Kind != EngineFaultKind.Transient)
        {
            _transcripts.Complete(fault);
        }
    }

    private bool IsMendable(CloudSession session, EngineFaultException fault) =>
        fault.Kind == EngineFaultKind.Transient && session.HasResult && _transcripts.FinalTo > _brokeAt && HoldsTheRest();

    /// <summary>
    /// Whether all speech that is not final is held. Where a provider is far behind it is not: another connection would begin in the middle
    /// of a word, behind words that nobody heard. Another stream gets them from the recording.
    /// </summary>
    private bool HoldsTheRest() => _audio.SpokenBefore <= _transcripts.FinalTo + Fading;

    private ValueTask MendAsync()
    {
        _brokeAt = _transcripts.FinalTo;
        return ResumeAsync();
    }

    /// <summary>What follows goes to another connection, with what is not final yet and a little before it.</summary>
    private async ValueTask ResumeAsync()
    {
        await DropAsync();
        _sentTo = Math.Min(_sentTo, Math.Max(_audio.Start, _transcripts.FinalTo - Overlap));
    }

    private async ValueTask DropAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
        {
            await session.DisposeAsync();
        }
    }
}

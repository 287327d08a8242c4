namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>How connections end, and what follows them.</summary>
internal sealed partial class CloudRecognizerStream
{
    /// <summary>Ends a connection that has come of age, or was left: what it says last comes before the next one is opened.</summary>
    private async ValueTask RotateAsync(CancellationToken cancellationToken)
    {
        if (_session is not { } session)
        {
            return;
        }

        var isOver = session.Age >= _protocol.Limits.Session;
        var isRipe = session.GoesAway || session.Age >= _protocol.Limits.Session * Ripe;
        if (session.IsLeft || (_turns is null ? isOver || (IsPause && isRipe) : isRipe && !IsOpen))
        {
            await TryCloseAsync(session, isCut: !IsPause, cancellationToken);
        }
    }

    /// <returns>False where there is more to be heard by another connection.</returns>
    private async ValueTask<bool> TryFinishAsync(CloudSession session, CancellationToken cancellationToken)
    {
        try
        {
            if (_turns is not null && IsOpen && !session.IsLeft)
            {
                await session.FinalizeAsync(_turns.EndAt(_sentTo), cancellationToken);
            }
        }
        catch (EngineFaultException fault) when (IsMendable(session, fault))
        {
            await MendAsync();
            return false;
        }

        return await TryCloseAsync(session, isCut: false, cancellationToken) && !(_turns is not null && _audio.HasSpeech(_sentTo));
    }

    /// <param name="isCut">Whether it ends in mid-speech.</param>
    /// <returns>False where it broke before it had said all: another one has to hear it.</returns>
    private async ValueTask<bool> TryCloseAsync(CloudSession session, bool isCut, CancellationToken cancellationToken)
    {
        try
        {
            // Of turns one that is not over is all the next connection's.
            var isWhole = _turns is null ? !isCut : !IsOpen;
            _transcripts.CutAt(isWhole || _turns is not null ? long.MaxValue : _sentTo);
            await session.CloseAsync(cancellationToken);
            if (isWhole)
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

    private bool IsMendable(CloudSession session, EngineFaultException fault) =>
        fault.Kind == EngineFaultKind.Transient && session.HasResult && _transcripts.FinalTo > _brokeAt && HoldsTheRest();

    /// <summary>
    /// Whether all speech that is not final is held. Where a provider is far behind it is not: another connection would begin in the
    /// middle of a word, behind words that nobody heard. Another stream gets them from the recording.
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
        var overlap = _turns is null ? AudioFormat.ToSamples(_protocol.Limits.Overlap.TotalSeconds) : 0;
        var from = _transcripts.FinalTo - overlap;
        _sentTo = Math.Min(_sentTo, Math.Max(_audio.Start, from));
        _turns?.Forget(_transcripts.FinalTo);
    }

    private async ValueTask DropAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
        {
            await session.DisposeAsync();
        }
    }
}

namespace LiveCaptions.Server.Engine;

/// <summary>One try of an engine, of which nobody knows yet whether it works. One that is dropped has to be ended, too.</summary>
/// <param name="verdict">Who waits for it; null where nobody does.</param>
internal sealed class EngineTrial(TaskCompletionSource<bool>? verdict = null)
{
    /// <summary>Whether others wait for the outcome before they try, too.</summary>
    public bool IsProbe => verdict is not null;

    /// <returns>False where nobody waits for it any more.</returns>
    public bool TryEnd(bool worked) => verdict?.TrySetResult(worked) == true;
}

namespace LiveCaptions.Server.Outgoing;

/// <summary>Two connections that are carried into each other.</summary>
internal static class StreamPair
{
    /// <summary>Done when either has ended; the other direction is given up then.</summary>
    public static async Task CarryAsync(Stream near, Stream far, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(near.CopyToAsync(far, ended.Token), far.CopyToAsync(near, ended.Token));
        await ended.CancelAsync();
    }
}

using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// Sends to readers as fast as they read, and cuts off those that take nothing for a while: what waits for them is held for them.
/// </summary>
public sealed class StallGuard(IOptions<LimitOptions> options, TimeProvider time)
{
    /// <summary>Small enough that a slow reader has taken it in time.</summary>
    private const int Piece = 16 * 1024;

    public TimeSpan Patience { get; } = TimeSpan.FromSeconds(options.Value.StallSeconds);

    /// <exception cref="OperationCanceledException">The reader was cut off, or had gone.</exception>
    public async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Piece, bytes.Length)..])
        {
            var sent = await WaitAsync(context.Response.Body.WriteAsync(bytes[..Math.Min(Piece, bytes.Length)], cancellationToken));
            if (!sent)
            {
                context.Abort();
                throw new OperationCanceledException("The reader took nothing.");
            }
        }
    }

    /// <summary>Sends all that is left of a stream.</summary>
    /// <inheritdoc cref="SendAsync(HttpContext, ReadOnlyMemory{byte}, CancellationToken)"/>
    public async Task SendAsync(HttpContext context, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[Piece];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await SendAsync(context, buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <returns>False when it took too long; it goes on then.</returns>
    public async ValueTask<bool> WaitAsync(ValueTask writing)
    {
        if (writing.IsCompletedSuccessfully)
        {
            return true;
        }

        try
        {
            await writing.AsTask().WaitAsync(Patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}

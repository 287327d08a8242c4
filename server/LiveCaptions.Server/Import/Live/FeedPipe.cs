using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Import.Live;

/// <summary>From a connection to where its bytes are wanted.</summary>
internal static class FeedPipe
{
    private const int BufferSize = 64 * 1024;

    /// <param name="write">Takes them.</param>
    /// <param name="went">Gets how many bytes went through, piece by piece.</param>
    /// <exception cref="MediaReadException">The connection broke.</exception>
    /// <exception cref="IOException">They are not taken: a decoder ended.</exception>
    public static async Task CopyAsync(
        Stream from, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, Action<int> went, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (int count; (count = await ReadAsync(from, buffer, cancellationToken)) > 0; went(count))
        {
            await write(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    // Apart from writing, whose failures are others'.
    private static async ValueTask<int> ReadAsync(Stream from, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await from.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new MediaReadException($"The connection broke off: {ShownAddress.Clean(e.GetBaseException().Message.TrimEnd('.'))}.", e);
        }
    }
}

using System.Security.Cryptography;

namespace LiveCaptions.Server.Commands.Transcribe.Cache;

/// <summary>What a file holds at a moment.</summary>
/// <param name="Sha256">Of all its bytes.</param>
internal sealed record RecordingMark(string Path, string Sha256, long Bytes, DateTime Modified)
{
    private const int BlockBytes = 1024 * 1024;

    /// <returns>Null for what cannot be read; who decodes it says why.</returns>
    public static async Task<RecordingMark?> OfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, modified) = Look(path);
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BlockBytes, FileOptions.SequentialScan);
            var hash = await SHA256.HashDataAsync(file, cancellationToken);
            return bytes > 0 ? new RecordingMark(path, Convert.ToHexStringLower(hash), bytes, modified) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether nobody has written to it since.</summary>
    public bool Holds()
    {
        try
        {
            return Look(Path) == (Bytes, Modified);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (long Bytes, DateTime Modified) Look(string path)
    {
        var file = new FileInfo(path);
        var found = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return (found.Length, found.LastWriteTimeUtc);
    }
}

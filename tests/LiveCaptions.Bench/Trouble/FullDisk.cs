namespace LiveCaptions.Bench.Trouble;

/// <summary>A big file takes all the room there is, and whatever becomes free.</summary>
internal sealed class FullDisk(string folder, TimeSpan length) : ITrouble
{
    /// <summary>Larger disks than this are somebody's, and are not filled.</summary>
    public const long MaxBytes = 1L << 30;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Filling = new byte[4_096];

    public string Name => "disk full";

    public TimeSpan Length => length;

    public async Task RunAsync(BenchServer server, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "filling");
        var start = time.GetTimestamp();
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (time.GetElapsedTime(start) < length)
            {
                Fill(file);
                await Task.Delay(Period, time, cancellationToken);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Fill(FileStream file)
    {
        try
        {
            while (true)
            {
                file.Write(Filling);
            }
        }
        catch (IOException)
        {
            // Full, as it is to be.
        }
    }
}

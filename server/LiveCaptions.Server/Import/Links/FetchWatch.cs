using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Import.Links;

/// <summary>Looks after the files that a child fetches: its own limit is not asked where a medium comes in fragments.</summary>
/// <param name="stem">What the files' paths begin with.</param>
internal sealed class FetchWatch(string stem, FetchOptions options, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Path.GetDirectoryName(stem)!;
    private readonly DiskRoom _room = new(Path.GetDirectoryName(stem)!, options.MinFreeBytes);

    /// <summary>Calls <paramref name="end"/> when they become too much.</summary>
    /// <returns>Why; null where all went well until the token.</returns>
    public async Task<MediaReadException?> RunAsync(Action end, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (FindFault() is { } fault)
                {
                    end();
                    return fault;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The child has ended by itself.
        }

        return FindFault();
    }

    private MediaReadException? FindFault()
    {
        if (new DirectoryInfo(_folder).EnumerateFiles($"{Path.GetFileName(stem)}.*").Sum(Length) > options.MaxBytes)
        {
            return new MediaReadException(options.TooLarge);
        }

        return _room.IsShort ? new MediaReadException(_room.Told) : null;
    }

    // Fragments come and go while one looks.
    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}

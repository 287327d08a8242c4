using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Transcribing;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;

namespace LiveCaptions.Server.Commands.Transcribe.Cache;

/// <summary>
/// What was recognised, by <see cref="CacheKey"/>, in a folder that is its user's alone. While a recording is at work its finals
/// are in a journal per track; when it is done they give way to the result, one file that is there whole or not at all. What is damaged
/// counts as not there. Several processes may use the folder.
/// </summary>
internal sealed class TranscriptCache
{
    private const string ResultEnding = ".result";
    private const string JournalEnding = ".journal";
    private const string UnfinishedEnding = ".tmp";
    private static readonly string[] Endings = [ResultEnding, JournalEnding, UnfinishedEnding];

    private readonly CacheOptions _options;
    private readonly TimeProvider _time;

    private TranscriptCache(CacheOptions options, TimeProvider time) => (_options, _time) = (options, time);

    /// <summary>Makes the folder and takes out what is too old.</summary>
    /// <returns>Null where nothing can be kept, or is to be.</returns>
    public static TranscriptCache? TryOpen(CacheOptions options, TimeProvider time, TextWriter error)
    {
        if (options.MaxMegabytes == 0)
        {
            return null;
        }

        try
        {
            DataFolder.Make(options.Folder);
            var cache = new TranscriptCache(options, time);
            cache.Sweep();
            return cache;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"livecaptions transcribe: nothing is kept for another run ({e.Message.TrimEnd('.')}); "
                + "name a folder in LIVECAPTIONS_Cache__Folder.");
            return null;
        }
    }

    /// <returns>What was recognised; null where that is not here, not yet, or damaged.</returns>
    public HeardFile? Find(CacheKey key)
    {
        try
        {
            var heard = Read(PathOf(key, ResultEnding));
            if (heard is not null)
            {
                File.SetLastWriteTimeUtc(PathOf(key, ResultEnding), _time.GetUtcNow().UtcDateTime);
                DropJournals(key);
            }

            return heard;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where the finals of a track (from 0) go while it is at work.</summary>
    /// <param name="engine">What is loaded: it may be another one than that of an earlier run, where the machine chooses.</param>
    /// <returns>Null where another run has it, or it cannot be had.</returns>
    public FinalsJournal? TryOpenJournal(CacheKey key, int track, string engine)
    {
        try
        {
            return FinalsJournal.TryOpen(
                PathOf(key, JournalOf(track)), JsonSerializer.Serialize(new { Engine = engine, Key = key }, CaptionJson.Options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was recognised, as far as there is room.</summary>
    public void Keep(CacheKey key, HeardFile heard)
    {
        var unfinished = PathOf(key, $".{Guid.NewGuid():N}{UnfinishedEnding}");
        try
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(heard, CaptionJson.Options);
            using (var file = new FileStream(unfinished, FinalsJournal.Private(FileMode.Create)))
            {
                file.Write(Encoding.ASCII.GetBytes($"{HashOf(json)}\n"));
                file.Write(json);
            }

            File.SetLastWriteTimeUtc(unfinished, _time.GetUtcNow().UtcDateTime);
            File.Move(unfinished, PathOf(key, ResultEnding), overwrite: true);
            Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The captions are what counts. Half a file goes with the next sweep at the latest.
            TryDelete(new FileInfo(unfinished));
        }
    }

    private static HeardFile? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllBytes(path);
        var line = Array.IndexOf(text, (byte)'\n');
        if (line < 0 || HashOf(text.AsSpan(line + 1)) != Encoding.ASCII.GetString(text, 0, line))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<HeardFile>(text.AsSpan(line + 1), CaptionJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string HashOf(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text));

    private static string JournalOf(int track) => string.Create(CultureInfo.InvariantCulture, $".{track + 1}{JournalEnding}");

    private string PathOf(CacheKey key, string ending) => Path.Combine(_options.Folder, $"{key.Name}{ending}");

    /// <summary>A run that was killed between keeping its result and removing its journals leaves these.</summary>
    private void DropJournals(CacheKey key)
    {
        foreach (var journal in new DirectoryInfo(_options.Folder).EnumerateFiles($"{key.Name}.*{JournalEnding}"))
        {
            TryDelete(journal);
        }
    }

    /// <summary>Takes out what nobody has used for long, and then what was used longest ago, until the rest is small enough.</summary>
    private void Sweep()
    {
        var oldest = _time.GetUtcNow().UtcDateTime.AddDays(-_options.Days);
        var files = new DirectoryInfo(_options.Folder).EnumerateFiles()
            .Where(file => Endings.Contains(file.Extension, StringComparer.Ordinal)).OrderBy(file => file.LastWriteTimeUtc).ToList();
        var bytes = files.Sum(file => file.Length);
        foreach (var file in files.TakeWhile(file => file.LastWriteTimeUtc < oldest || bytes > _options.MaxBytes))
        {
            var length = file.Length;
            bytes -= TryDelete(file) ? length : 0;
        }
    }

    /// <returns>False where a run has it just now.</returns>
    private static bool TryDelete(FileInfo file)
    {
        try
        {
            using (new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                file.Delete();
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is FileNotFoundException or DirectoryNotFoundException;
        }
    }
}

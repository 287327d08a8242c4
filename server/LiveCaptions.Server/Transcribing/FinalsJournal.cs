using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Transcribing;

/// <summary>
/// The finals of a track that is being transcribed: who was killed and is started again need not make them again. A line per final, each
/// written whole before the next is made; a line that a kill tore is cut off. Locked, so one run at a time has it.
/// </summary>
internal sealed class FinalsJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly Dictionary<int, Transcript> _known = [];
    private bool _holdsFinals;
    private bool _isFull;

    private FinalsJournal(FileStream file) => _file = file;

    /// <summary>Finals that an earlier run made, by number of their utterance.</summary>
    public IReadOnlyDictionary<int, Transcript> Known => _known;

    /// <summary>Takes up the journal of an earlier run with the same key, or begins one.</summary>
    /// <returns>Null when another run has it.</returns>
    public static FinalsJournal? TryOpen(string path, string key)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, Private(FileMode.OpenOrCreate));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }

        var journal = new FinalsJournal(file);
        journal.TakeUp(key);
        return journal;
    }

    /// <summary>Keeps a final, unless an earlier run did.</summary>
    /// <param name="isWhole">False where a stage failed on it: another run may do better.</param>
    /// <returns>The one that counts.</returns>
    public Transcript Keep(Transcript final, bool isWhole)
    {
        if (_known.TryGetValue(final.Utterance, out var earlier))
        {
            return earlier;
        }

        if (isWhole && !_isFull)
        {
            _isFull = !TryWriteLine(JsonSerializer.Serialize(final, CaptionJson.Options));
            _holdsFinals = true;
        }

        return final;
    }

    /// <summary>Nothing is left to be taken up: the output is written, or never will be.</summary>
    public void Remove() => File.Delete(_file.Name);

    /// <summary>Leaves the finals for a later run.</summary>
    public void Dispose()
    {
        if (!_holdsFinals)
        {
            Remove();
        }

        _file.Dispose();
    }

    /// <summary>For words that nobody has published yet.</summary>
    public static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private void TakeUp(string key)
    {
        var text = new byte[_file.Length];
        _file.ReadExactly(text);
        var (end, first) = (0, true);
        while (Array.IndexOf(text, (byte)'\n', end) is >= 0 and var newline && Take(text.AsSpan(end..newline), first ? key : null))
        {
            (end, first) = (newline + 1, false);
        }

        _holdsFinals = _known.Count > 0;
        _file.SetLength(end);
        _file.Position = end;
        if (first)
        {
            _isFull = !TryWriteLine(key);
        }
    }

    private bool Take(ReadOnlySpan<byte> line, string? key)
    {
        if (key is not null)
        {
            return line.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(key));
        }

        try
        {
            var final = JsonSerializer.Deserialize<Transcript>(line, CaptionJson.Options)!;
            _known[final.Utterance] = final;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <returns>False where the disk takes no more: half a line is cut off by the next run.</returns>
    private bool TryWriteLine(string line)
    {
        try
        {
            _file.Write(System.Text.Encoding.UTF8.GetBytes($"{line}\n"));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

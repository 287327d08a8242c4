using System.Collections.Concurrent;
using LiveCaptions.Server.Storage.Recordings;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>Recordings that are nowhere on disk.</summary>
public sealed class MemoryRecordings : IRecordingStore
{
    private readonly ConcurrentDictionary<string, Recording> _all = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => [.. _all.Keys];

    public long Size => _all.Values.Sum(recording => recording.Length * sizeof(short));

    public IRecordingFile Open(string name) => _all.GetOrAdd(name, _ => new Recording());

    public IRecordingFile? Find(string name) => _all.GetValueOrDefault(name);

    public ValueTask<string> FetchAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public string NotesOf(string name) => throw new NotSupportedException();

    public void Delete(string sessionId)
    {
        var folder = $"{sessionId}{Path.DirectorySeparatorChar}";
        foreach (var name in _all.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            _all.TryRemove(name, out _);
        }
    }

    private sealed class Recording : IRecordingFile
    {
        private readonly List<short> _samples = [];

        public long Length
        {
            get
            {
                lock (_samples)
                {
                    return _samples.Count;
                }
            }
        }

        public void Write(ReadOnlySpan<short> samples, long position)
        {
            lock (_samples)
            {
                _samples.RemoveRange((int)position, _samples.Count - (int)position);
                _samples.AddRange(samples);
            }
        }

        public int Read(Span<short> samples, long position)
        {
            lock (_samples)
            {
                var count = (int)Math.Min(samples.Length, _samples.Count - position);
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_samples).Slice((int)position, count).CopyTo(samples);
                return count;
            }
        }

        public void Finish(long length)
        {
        }

        public void Dispose()
        {
        }
    }
}

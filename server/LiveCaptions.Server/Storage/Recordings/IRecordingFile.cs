namespace LiveCaptions.Server.Storage.Recordings;

/// <summary>One track's sound in a store: samples of 16 kHz, mono. One writes, and others may read at the same time.</summary>
public interface IRecordingFile : IDisposable
{
    /// <summary>Samples that there are; nothing of one that a killed server wrote half.</summary>
    long Length { get; }

    /// <summary>Puts samples in their place. They outlive the process as soon as this returns.</summary>
    /// <exception cref="IOException">The store does not take them now. It may have taken some, and gets them again.</exception>
    void Write(ReadOnlySpan<short> samples, long position);

    /// <returns>How many were read, which may be fewer; 0 where there are none.</returns>
    int Read(Span<short> samples, long position);

    /// <summary>Notes that this is all. A recording without it is none the worse: a killed server leaves it so.</summary>
    /// <exception cref="IOException">The store does not take it now.</exception>
    void Finish(long length);
}

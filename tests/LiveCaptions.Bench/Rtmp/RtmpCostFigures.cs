namespace LiveCaptions.Bench.Rtmp;

/// <summary>Many publishers at once, whose words nobody recognises: what their transport takes.</summary>
/// <param name="Streams">Publishers.</param>
/// <param name="ChildCpu">Share of a core that a publisher's ffmpeg takes.</param>
/// <param name="ServerCpu">Share of a core that a publisher takes in the server's process, the publishing included.</param>
/// <param name="ChildMemory">MiB resident of an ffmpeg.</param>
/// <param name="ChildOwnMemory">The same, pages that they share shared out.</param>
/// <param name="ServerMemory">MiB by which the server's process grew for each publisher, the publishing included.</param>
/// <param name="Threads">Of the server's process at most.</param>
/// <param name="Recorded">Seconds from spoken to recorded, all publishers but the one that stalls.</param>
/// <param name="WorstSendDelay">Seconds.</param>
public sealed record RtmpCostFigures(
    int Streams, double ChildCpu, double ServerCpu, double ChildMemory, double ChildOwnMemory,
    double ServerMemory, int Threads, Distribution? Recorded, double WorstSendDelay);

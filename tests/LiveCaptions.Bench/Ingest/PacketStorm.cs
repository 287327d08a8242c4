using LiveCaptions.Clients.WebRtc;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// One thread that sends many streams' packets in real time, spread evenly over their 20 ms; it knows what
/// of the process's work is its own.
/// </summary>
/// <param name="links">A publisher each; all say the same, each from another packet on.</param>
internal sealed class PacketStorm(IReadOnlyList<RtcLink> links, IReadOnlyList<byte[]> packets, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Sent { get; private set; }

    /// <summary>Seconds that the latest packet was behind its time.</summary>
    public double WorstDelay { get; private set; }

    /// <summary>Processor time of the sending thread.</summary>
    public TimeSpan Cpu { get; private set; }

    /// <summary>Sends so much of each stream.</summary>
    public Task RunAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        new Thread(() => Run(length, cancellationToken)) { IsBackground = true, Name = "bench: packets" }.Start();
        return _done.Task;
    }

    private void Run(TimeSpan length, CancellationToken cancellationToken)
    {
        try
        {
            var (start, cpu) = (time.GetTimestamp(), ThreadCpu.Now);
            var total = (long)(length / SpeechPackets.Length) * links.Count;
            while (Sent < total && !cancellationToken.WaitHandle.WaitOne(Tick))
            {
                var due = time.GetElapsedTime(start) / SpeechPackets.Length * links.Count;
                WorstDelay = Math.Max(WorstDelay, (due - Sent) / links.Count * SpeechPackets.Length.TotalSeconds);
                for (; Sent < due && Sent < total; Sent++)
                {
                    Send((int)(Sent % links.Count), (int)(Sent / links.Count));
                }
            }

            Cpu = ThreadCpu.Now - cpu;
            _done.SetResult();
        }
        catch (Exception exception)
        {
            _done.SetException(exception);
        }
    }

    private void Send(int stream, int packet) =>
        links[stream].SendRtp(
            (ushort)packet, (uint)packet * SpeechPackets.Ticks, (uint)stream + 1, packets[(packet + (stream * 17)) % packets.Count]);
}

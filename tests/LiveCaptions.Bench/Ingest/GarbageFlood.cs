using LiveCaptions.Media.WebRtc.Dtls;

namespace LiveCaptions.Bench.Ingest;

/// <summary>One thread that sends datagrams in bursts which a socket's buffer holds.</summary>
internal sealed class GarbageFlood(DatagramSend send, byte[][] datagrams)
{
    private const int Burst = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Processor time of the sending thread.</summary>
    public TimeSpan Cpu { get; private set; }

    public Task RunAsync(int count, CancellationToken cancellationToken)
    {
        new Thread(() => Run(count, cancellationToken)) { IsBackground = true, Name = "bench: garbage" }.Start();
        return _done.Task;
    }

    private void Run(int count, CancellationToken cancellationToken)
    {
        try
        {
            var cpu = ThreadCpu.Now;
            for (var sent = 0; sent < count && !cancellationToken.WaitHandle.WaitOne(Pause);)
            {
                for (var end = Math.Min(count, sent + Burst); sent < end; sent++)
                {
                    send(datagrams[sent % datagrams.Length]);
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
}

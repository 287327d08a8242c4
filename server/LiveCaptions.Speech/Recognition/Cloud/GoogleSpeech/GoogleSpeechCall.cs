using Grpc.Core;

namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>
/// A call of gRPC as a line. Its messages are bytes here: who speaks knows what they mean. What the far end says beside its status is not
/// kept, as nobody knows what is in it.
/// </summary>
/// <param name="headers">What goes before the messages, the key with it.</param>
/// <param name="opening">The first message.</param>
internal sealed class GoogleSpeechCall(CallInvoker calls, Func<CancellationToken, Task<Metadata>> headers, byte[] opening) : ICloudLine
{
    /// <summary>What the status of a call is added to, to be a code that is nobody else's; in order is 1000, as with WebSockets.</summary>
    public const int FirstCode = 4000;

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static message => message, static message => message);

    private static readonly Method<byte[], byte[]> Recognize = new(
        MethodType.DuplexStreaming, "google.cloud.speech.v2.Speech", "StreamingRecognize", Bytes, Bytes);

    private AsyncDuplexStreamingCall<byte[], byte[]>? _call;
    private bool _isComplete;

    public int Code { get; private set; }

    public string? Reason => null;

    private AsyncDuplexStreamingCall<byte[], byte[]> Call => _call ?? throw new InvalidOperationException("The line is not connected.");

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _call = calls.AsyncDuplexStreamingCall(Recognize, host: null, new CallOptions(await headers(cancellationToken)));
        try
        {
            await SendAsync(opening, isText: false, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // Who is refused before all was said could not say it: the reason is in the answer.
            await ReadAsync(cancellationToken);
            throw;
        }
    }

    public CloudFault? FaultOf(Exception exception) => Code > FirstCode ? GoogleSpeechFault.Of(Code) : null;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, bool isText, CancellationToken cancellationToken)
    {
        StatusCode over;
        try
        {
            await Call.RequestStream.WriteAsync(message.ToArray(), cancellationToken);
            return;
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            over = e.StatusCode;
        }

        throw new IOException($"The call is over ({over}).");
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await Call.ResponseStream.MoveNext(cancellationToken))
            {
                return Call.ResponseStream.Current;
            }

            Code = 1000;
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Code = FirstCode + (int)e.StatusCode;
        }

        return null;
    }

    public Task EndAsync(CancellationToken cancellationToken)
    {
        if (_isComplete)
        {
            return Task.CompletedTask;
        }

        _isComplete = true;
        return Call.RequestStream.CompleteAsync();
    }

    public void Dispose() => _call?.Dispose();
}

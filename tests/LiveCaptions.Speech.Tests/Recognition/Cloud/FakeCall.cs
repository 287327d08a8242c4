using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// A call of gRPC as it goes over HTTP/2: messages with a byte that says whether they are compressed and four with their length; the status
/// is behind them, or in the head where there are none.
/// </summary>
internal sealed class FakeCall(HttpContext context, TimeProvider time)
{
    private readonly byte[] _head = new byte[5];

    /// <param name="idle">How long it may take.</param>
    /// <returns>The next message; null at the end.</returns>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<byte[]?> ReadAsync(TimeSpan idle)
    {
        using var late = new CancellationTokenSource(idle, time);
        try
        {
            var count = await context.Request.Body.ReadAtLeastAsync(_head, _head.Length, throwOnEndOfStream: false, late.Token);
            if (count == 0)
            {
                return null;
            }

            Assert.Equal(0, _head[0]);
            var message = new byte[BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(1))];
            await context.Request.Body.ReadExactlyAsync(message, late.Token);
            return message;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        var framed = new byte[message.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsMemory(5));
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "application/grpc";
        }

        await context.Response.Body.WriteAsync(framed);
        await context.Response.Body.FlushAsync();
    }

    public async Task EndAsync(int status, string said = "")
    {
        if (context.Response.HasStarted)
        {
            context.Response.AppendTrailer("grpc-status", status.ToString());
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(said));
        }
        else
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = status.ToString();
            context.Response.Headers["grpc-message"] = Uri.EscapeDataString(said);
        }

        await context.Response.CompleteAsync();
    }

    public void Abort() => context.Abort();
}

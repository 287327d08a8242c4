using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Media.Tests.WebRtc;

/// <summary>A socket of somebody who sends to a mux, publisher or stranger.</summary>
internal sealed class MuxClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public MuxClient(int port)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Connect(IPAddress.Loopback, port);
        _socket.ReceiveTimeout = 10_000;
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Bytes that wait to be received.</summary>
    public int Available => _socket.Available;

    public static byte[] Check(IceLiteAgent ice, string? password = null, bool useCandidate = true)
    {
        var buffer = new byte[StunMessage.MaxSize];
        var request = new StunBindingRequest
        {
            TransactionId = "transaction!"u8,
            Username = Encoding.ASCII.GetBytes($"{ice.Local.Ufrag}:{ice.Remote.Ufrag}"),
            Priority = 1,
            TieBreaker = 1,
            UseCandidate = useCandidate,
        };
        return buffer[..StunWriter.WriteBindingRequest(buffer, request, Encoding.ASCII.GetBytes(password ?? ice.Local.Password))];
    }

    public void Send(ReadOnlySpan<byte> datagram) => _socket.Send(datagram);

    /// <summary>Waits for a datagram.</summary>
    public byte[] Receive()
    {
        var buffer = new byte[2_048];
        return buffer[.._socket.Receive(buffer)];
    }

    /// <summary>Checks, and waits for the answer.</summary>
    public void Prove(IceLiteAgent ice, bool useCandidate = true)
    {
        Send(Check(ice, useCandidate: useCandidate));
        if (!StunMessage.TryParse(Receive(), out var answer) || answer.Class != StunClass.SuccessResponse
            || !answer.HasValidIntegrity(Encoding.ASCII.GetBytes(ice.Local.Password)))
        {
            throw new InvalidOperationException("That was no answer to the check.");
        }
    }

    public void Dispose() => _socket.Dispose();
}

using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Clients.WebRtc;

/// <summary>A publisher's socket, and how it checks that the server is at its other end.</summary>
public sealed class RtcPath : IDisposable
{
    private const uint Priority = 0x7E0000FF;

    private readonly byte[] _transaction = RandomNumberGenerator.GetBytes(12);
    private readonly byte[] _username;
    private readonly byte[] _password;

    public RtcPath(IceCredentials ice, WhipAnswer answer)
    {
        (Ice, Answer) = (ice, answer);
        _username = Encoding.ASCII.GetBytes($"{answer.Ice.Ufrag}:{ice.Ufrag}");
        _password = Encoding.ASCII.GetBytes(answer.Ice.Password);
        Socket = new Socket(answer.Candidate.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        Socket.Connect(answer.Candidate);
    }

    public IceCredentials Ice { get; }

    public WhipAnswer Answer { get; }

    public Socket Socket { get; }

    public int WriteCheck(Span<byte> buffer)
    {
        var request = new StunBindingRequest
        {
            TransactionId = _transaction,
            Username = _username,
            Priority = Priority,
            TieBreaker = 1,
            UseCandidate = true
        };
        return StunWriter.WriteBindingRequest(buffer, request, _password);
    }

    public bool IsSuccess(ReadOnlySpan<byte> datagram) =>
        StunMessage.TryParse(datagram, out var reply) && reply.Class == StunClass.SuccessResponse
        && reply.TransactionId.SequenceEqual(_transaction) && reply.HasValidIntegrity(_password);

    public void Dispose() => Socket.Dispose();
}

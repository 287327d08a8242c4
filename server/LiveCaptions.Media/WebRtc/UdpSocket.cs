using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Media.WebRtc;

/// <summary>
/// One local address: a socket, a thread that does nothing but receive, and who sends from which remote address. The thread only looks
/// datagrams up and hands them over; decrypting and decoding happen elsewhere.
/// </summary>
internal sealed class UdpSocket : IDisposable
{
    /// <summary>Larger ones are cut, and then fail their authentication.</summary>
    private const int MaxDatagram = 2_048;

    /// <summary>What the kernel keeps of a small packet counts as about 1 KB: 300 streams fill it in half a second.</summary>
    private const int ReceiveBuffer = 8 * 1024 * 1024;

    private const int SolSocket = 1;
    private const int SoReceiveBufferForce = 33;
    /// <summary>Failures in a row, behind which it is not single datagrams that fail.</summary>
    private const int ManyFailures = 10;

    private const int PauseMilliseconds = 100;

    private readonly Socket _socket;
    private readonly UdpMux _mux;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _closing = new();

    /// <exception cref="SocketException">The address is not this machine's, or the port is taken.</exception>
    public UdpSocket(UdpMux mux, UdpAddress address, int port)
    {
        _mux = mux;
        Address = address;
        _socket = new Socket(address.Local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.Bind(new IPEndPoint(address.Local, port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EnlargeBuffer();
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _thread = new Thread(Receive) { IsBackground = true, Name = $"UDP {_socket.LocalEndPoint}" };
    }

    public UdpAddress Address { get; }

    public int Port { get; }

    /// <summary>Bytes that the kernel holds for us at most.</summary>
    public int BufferBytes => _socket.ReceiveBufferSize;

    /// <summary>Who proved to be at which remote address.</summary>
    public ConcurrentDictionary<SocketAddress, WebRtcPeer> Peers { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>What the network refuses is lost as in the network.</summary>
    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Unreachable, or closing.
        }
    }

    public void Dispose()
    {
        _closing.Set();
        _socket.Dispose();
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _thread.Join();
        }

        _closing.Dispose();
    }

    // Beyond what the system grants everybody: possible as root, as in a container.
    private void EnlargeBuffer()
    {
        _socket.ReceiveBufferSize = ReceiveBuffer;
        if (!OperatingSystem.IsLinux() || _socket.ReceiveBufferSize >= ReceiveBuffer)
        {
            return;
        }

        try
        {
            _socket.SetRawSocketOption(SolSocket, SoReceiveBufferForce, BitConverter.GetBytes(ReceiveBuffer));
        }
        catch (SocketException)
        {
            // Not allowed: net.core.rmem_max holds.
        }
    }

    private void Receive()
    {
        var buffer = new byte[MaxDatagram];
        var from = new SocketAddress(Address.Local.AddressFamily);
        var failures = 0;
        while (!_closing.IsSet)
        {
            try
            {
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                failures = 0;
                _mux.Take(buffer.AsSpan(0, length), from, this);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.MessageSize or SocketError.ConnectionReset)
            {
                // Windows tells of one that was too long, or of an answer that nobody took.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (++failures > ManyFailures)
                {
                    _closing.Wait(PauseMilliseconds);
                }
            }
            catch (Exception exception)
            {
                // One datagram's fault is nobody else's.
                _mux.CountFault(exception);
            }
        }
    }
}

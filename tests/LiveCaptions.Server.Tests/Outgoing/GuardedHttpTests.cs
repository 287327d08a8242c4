using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Tests.Outgoing;

public sealed class GuardedHttpTests
{
    [Fact]
    public async Task Old_radio_that_answers_ICY_is_heard()
    {
        await using var radio = new OneAnswer("ICY 200 OK\r\nicy-name: Old radio\r\nContent-Type: audio/mpeg\r\n\r\nsound");
        using var http = new GuardedHttp(new AddressPolicy(allowPrivate: true));
        using var response = await http.OpenAsync(new Uri(radio.Address), range: null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("audio/mpeg", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("sound", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Name_and_password_of_an_address_are_sent_to_it()
    {
        await using var host = new OneAnswer("HTTP/1.1 204 No Content\r\n\r\n");
        using var http = new GuardedHttp(new AddressPolicy(allowPrivate: true));
        using var response = await http.OpenAsync(
            new Uri(host.Address.Replace("//", "//me:p%40ss@", StringComparison.Ordinal)), range: null, CancellationToken.None);
        Assert.Contains($"Authorization: Basic {Convert.ToBase64String("me:p@ss"u8)}", await host.Asked, StringComparison.Ordinal);
        Assert.DoesNotContain("me:", await host.Asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[::ffff:127.0.0.1]/x")]
    [InlineData("http://localhost/x")]
    public async Task Redirect_to_a_private_address_is_refused(string to)
    {
        await using var host = new OneAnswer($"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
        using var http = new GuardedHttp(
            new AddressPolicy(AddressReach.Internet, new OutgoingOptions { Allow = new Uri(host.Address).Authority }, new OwnAddresses()));
        await Assert.ThrowsAsync<AddressRefusedException>(() => http.OpenAsync(new Uri(host.Address), range: null, CancellationToken.None));
    }

    [Fact]
    public async Task Words_of_an_answer_are_ours()
    {
        await using var host = new OneAnswer("HTTP/1.1 404 what only this machine can read\r\nContent-Length: 0\r\n\r\n");
        using var http = new GuardedHttp(new AddressPolicy(allowPrivate: true));
        using var response = await http.OpenAsync(new Uri(host.Address), range: null, CancellationToken.None);
        Assert.Equal("127.0.0.1 answered 404 (Not Found).", HttpAnswer.Told(response));
    }

    /// <summary>Takes one request, says this, and is gone.</summary>
    private sealed class OneAnswer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public OneAnswer(string answer)
        {
            _listener.Start();
            Asked = RunAsync(answer);
        }

        public string Address => $"http://{_listener.LocalEndpoint}/";

        /// <summary>The request's head.</summary>
        public Task<string> Asked { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await ((Task)Asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task<string> RunAsync(string answer)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var head = new byte[4_096];
            var length = 0;
            while (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                length += await client.GetStream().ReadAsync(head.AsMemory(length));
            }

            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            return Encoding.ASCII.GetString(head, 0, length);
        }
    }
}

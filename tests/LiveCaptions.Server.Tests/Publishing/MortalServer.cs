using System.Data.Common;
using LiveCaptions.Server.Publishing.YouTube;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>
/// Kills a server of this process between two instructions: from then on nothing that it does has an effect, neither on its database nor on YouTube.
/// What was under way at YouTube goes on there, as with a killed process.
/// </summary>
/// <param name="afterRequests">Requests to YouTube until it is killed; null never.</param>
/// <param name="beforeSending">Whether the last one is not sent any more, or its answer not read.</param>
internal sealed class MortalServer(int? afterRequests, bool beforeSending) : DbTransactionInterceptor
{
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private int _unsent;

    public Task Killed => _killed.Task;

    private int? AfterRequests => afterRequests;

    private bool IsKilledBeforeSending => beforeSending;

    /// <summary>Units of calls that were counted, and not sent any more.</summary>
    public int Unsent => Volatile.Read(ref _unsent);

    public void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IInterceptor>(this);
        builder.Services.AddSingleton(new YouTubeConnections(new Line(this)));
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        Killed.IsCompleted ? throw new SqliteException("It is dead.", 10) : base.TransactionStartingAsync(connection, eventData, result, cancellationToken);

    private static int UnitsOf(HttpRequestMessage request) => (request.Method.Method, request.RequestUri!.AbsolutePath) switch
    {
        ("GET", "/youtube/v3/captions") => 50,
        ("POST", "/upload/youtube/v3/captions") => 400,
        ("PUT", "/upload/youtube/v3/captions") => request.RequestUri.Query.Contains("upload_id", StringComparison.Ordinal) ? 0 : 450,
        _ => 0,
    };

    private sealed class Line(MortalServer server) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isLast = Interlocked.Increment(ref server._requests) == server.AfterRequests;
            if (isLast && server.IsKilledBeforeSending)
            {
                server._killed.TrySetResult();
            }

            if (server.Killed.IsCompleted)
            {
                Interlocked.Add(ref server._unsent, UnitsOf(request));
                throw new HttpRequestException("It is dead.");
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (isLast)
            {
                server._killed.TrySetResult();
            }

            return server.Killed.IsCompleted ? throw new HttpRequestException("It is dead.") : answer;
        }
    }
}

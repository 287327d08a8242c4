using System.Data.Common;
using LiveCaptions.Server.Publishing.YouTube;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>
/// Kills a server of this process between two instructions: from then on nothing that it does has an effect, neither on its database
/// nor on YouTube. What was under way at YouTube goes on there, as with a killed process.
/// </summary>
/// <param name="afterRequests">Requests to YouTube until it is killed; null never.</param>
/// <param name="beforeSending">Whether the last one is not sent any more, or its answer not read.</param>
internal sealed class MortalServer(int? afterRequests, bool beforeSending) : DbTransactionInterceptor
{
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    public Task Killed => _killed.Task;

    private int? AfterRequests => afterRequests;

    private bool IsKilledBeforeSending => beforeSending;

    public void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IInterceptor>(this);
        builder.Services.AddSingleton(new YouTubeConnections(new Line(this)));
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        Killed.IsCompleted
            ? throw new SqliteException("It is dead.", 10)
            : base.TransactionStartingAsync(connection, eventData, result, cancellationToken);

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
                throw new HttpRequestException("It is dead.");
            }

            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                return isLast || server.Killed.IsCompleted ? throw new HttpRequestException("It is dead.") : answer;
            }
            finally
            {
                if (isLast)
                {
                    server._killed.TrySetResult();
                }
            }
        }
    }
}

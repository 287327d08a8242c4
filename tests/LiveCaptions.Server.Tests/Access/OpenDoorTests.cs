using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

/// <summary>Doors that need no key look none up.</summary>
public sealed class OpenDoorTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("lc_whatever")]
    public async Task Probe_is_answered_while_the_database_cannot_be_read(string? key)
    {
        var database = new UnreadableDatabase();
        await using var server = await TestServer.StartAsync(configure: builder => builder.Services.AddSingleton<IInterceptor>(database));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        database.Fails = true;
        using var response = await server.Http.SendAsync(request);
        database.Fails = false;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed class UnreadableDatabase : DbCommandInterceptor
    {
        private volatile bool _fails;

        public bool Fails
        {
            set => _fails = value;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default) =>
            _fails
                ? throw new SqliteException("disk I/O error", 10)
                : base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}

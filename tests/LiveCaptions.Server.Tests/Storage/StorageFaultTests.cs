using LiveCaptions.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class StorageFaultTests
{
    [Theory]
    [InlineData(5, "storage_locked", 503)]
    [InlineData(8, "storage_failed", 503)]
    [InlineData(10, "storage_failed", 503)]
    [InlineData(11, "storage_damaged", 503)]
    [InlineData(13, "storage_full", 507)]
    [InlineData(26, "storage_damaged", 503)]
    public void What_ails_the_database_is_told_apart(int code, string told, int status)
    {
        var fault = StorageFault.Of(new DbUpdateException("not saved", new SqliteException("/a/path/that/nobody/may/see", code)))!;

        Assert.Equal((told, status), (fault.Code, fault.Status));
        Assert.DoesNotContain("/", fault.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(28, "storage_full")]
    [InlineData(122, "storage_full")]
    [InlineData(5, "storage_failed")]
    public void What_ails_the_disk_is_told_apart(int errno, string told) =>
        Assert.Equal(told, StorageFault.Of(new IOException("/a/path/that/nobody/may/see", errno))!.Code);

    [Theory]
    [InlineData("53100", "storage_full")]
    [InlineData("40P01", "storage_locked")]
    [InlineData("57P01", "storage_failed")]
    [InlineData("XX001", "storage_damaged")]
    public void What_ails_PostgreSQL_is_told_apart_however_it_is_wrapped(string state, string told)
    {
        var fault = new PostgresException("of a table that nobody may see", "ERROR", "ERROR", state);

        Assert.Equal(told, StorageFault.Of(fault)!.Code);
        Assert.Equal(told, StorageFault.Of(new DbUpdateException("not saved", fault))!.Code);
        Assert.Equal(told, StorageFault.Of(new InvalidOperationException("may pass", new DbUpdateException("not saved", fault)))!.Code);
    }

    [Fact]
    public void Bugs_and_broken_connections_are_no_trouble_of_the_storage()
    {
        Assert.Null(StorageFault.Of(new SqliteException("UNIQUE constraint failed", 19)));
        Assert.Null(StorageFault.Of(new IOException("connection reset")));
        Assert.Null(StorageFault.Of(new InvalidOperationException()));
        Assert.Null(StorageFault.Of(new PostgresException("duplicate key", "ERROR", "ERROR", "23505")));
    }
}

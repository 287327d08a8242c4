using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LiveCaptions.Server.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Languages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_Finals",
                table: "Finals");

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Finals",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Finals",
                table: "Finals",
                columns: new[] { "SessionId", "CueId", "Language" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_Finals",
                table: "Finals");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Finals");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Finals",
                table: "Finals",
                columns: new[] { "SessionId", "CueId" });
        }
    }
}

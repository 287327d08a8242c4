using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LiveCaptions.Server.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Publishing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Finals_SessionId_Seq",
                table: "Finals");

            migrationBuilder.DropIndex(
                name: "IX_Finals_SessionId_Start",
                table: "Finals");

            migrationBuilder.AddColumn<string>(
                name: "Publishing",
                table: "Sessions",
                type: "TEXT",
                nullable: false,
                defaultValue: "Off");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Finals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Finals_SessionId_Version_Seq",
                table: "Finals",
                columns: new[] { "SessionId", "Version", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Finals_SessionId_Version_Start",
                table: "Finals",
                columns: new[] { "SessionId", "Version", "Start" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Finals_SessionId_Version_Seq",
                table: "Finals");

            migrationBuilder.DropIndex(
                name: "IX_Finals_SessionId_Version_Start",
                table: "Finals");

            migrationBuilder.DropColumn(
                name: "Publishing",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Finals");

            migrationBuilder.CreateIndex(
                name: "IX_Finals_SessionId_Seq",
                table: "Finals",
                columns: new[] { "SessionId", "Seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Finals_SessionId_Start",
                table: "Finals",
                columns: new[] { "SessionId", "Start" });
        }
    }
}

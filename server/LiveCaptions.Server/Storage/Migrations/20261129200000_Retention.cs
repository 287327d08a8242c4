using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LiveCaptions.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RecordingDeletedAt",
                table: "Sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VoicesDeletedAt",
                table: "Sessions",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RecordingDeletedAt",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "VoicesDeletedAt",
                table: "Sessions");
        }
    }
}

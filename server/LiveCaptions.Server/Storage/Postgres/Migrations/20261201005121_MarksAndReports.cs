using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LiveCaptions.Server.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MarksAndReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsForced",
                table: "Uploads",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Marks",
                table: "Sessions",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "MadeBy",
                table: "Keys",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "Keys",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Review",
                table: "Finals",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "SentTracks",
                columns: table => new
                {
                    VideoId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaptionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SentTracks", x => new { x.VideoId, x.Language, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "SubtitleReports",
                columns: table => new
                {
                    ChannelId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubtitleReports", x => new { x.ChannelId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "SubtitleViews",
                columns: table => new
                {
                    ChannelId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VideoId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Translated = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Views = table.Column<long>(type: "bigint", nullable: false),
                    WatchMinutes = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubtitleViews", x => new { x.ChannelId, x.Day, x.VideoId, x.Language, x.Translated });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SentTracks");

            migrationBuilder.DropTable(
                name: "SubtitleReports");

            migrationBuilder.DropTable(
                name: "SubtitleViews");

            migrationBuilder.DropColumn(
                name: "IsForced",
                table: "Uploads");

            migrationBuilder.DropColumn(
                name: "Marks",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "MadeBy",
                table: "Keys");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "Keys");

            migrationBuilder.DropColumn(
                name: "Review",
                table: "Finals");
        }
    }
}

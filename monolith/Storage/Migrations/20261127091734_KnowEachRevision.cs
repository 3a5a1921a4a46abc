using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Storage.Migrations
{
    /// <inheritdoc />
    public partial class KnowEachRevision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Followers_Roadmap_ToldRevision_LearnerId",
                table: "Followers");

            migrationBuilder.DropIndex(
                name: "IX_Enrollments_Roadmap",
                table: "Enrollments");

            migrationBuilder.AddColumn<int>(
                name: "TextRevision",
                table: "Roadmaps",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KnownRevisions",
                columns: table => new
                {
                    Roadmap = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ToldUpTo = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownRevisions", x => new { x.Roadmap, x.Revision });
                });

            // The table KnownRoadmaps stays, for replicas of the version before; a later release may drop it.
            migrationBuilder.Sql("""
                INSERT INTO KnownRevisions (Roadmap, Revision, Title, PublishedAt, ToldUpTo)
                SELECT Slug, Revision, Title, PublishedAt, '' FROM KnownRoadmaps;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_LearnerId_Sequence",
                table: "Notifications",
                columns: new[] { "LearnerId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Followers_Roadmap_LearnerId_ToldRevision",
                table: "Followers",
                columns: new[] { "Roadmap", "LearnerId", "ToldRevision" });

            migrationBuilder.CreateIndex(
                name: "IX_Enrollments_Roadmap_LearnerId",
                table: "Enrollments",
                columns: new[] { "Roadmap", "LearnerId" },
                filter: "\"CompletedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KnownRevisions");

            migrationBuilder.DropIndex(
                name: "IX_Notifications_LearnerId_Sequence",
                table: "Notifications");

            migrationBuilder.DropIndex(
                name: "IX_Followers_Roadmap_LearnerId_ToldRevision",
                table: "Followers");

            migrationBuilder.DropIndex(
                name: "IX_Enrollments_Roadmap_LearnerId",
                table: "Enrollments");

            migrationBuilder.DropColumn(
                name: "TextRevision",
                table: "Roadmaps");

            migrationBuilder.CreateIndex(
                name: "IX_Followers_Roadmap_ToldRevision_LearnerId",
                table: "Followers",
                columns: new[] { "Roadmap", "ToldRevision", "LearnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Enrollments_Roadmap",
                table: "Enrollments",
                column: "Roadmap");
        }
    }
}

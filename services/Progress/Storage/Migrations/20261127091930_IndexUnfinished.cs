using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Progress.Storage.Migrations
{
    /// <inheritdoc />
    public partial class IndexUnfinished : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Enrollments_Roadmap",
                table: "Enrollments");

            migrationBuilder.CreateIndex(
                name: "IX_Enrollments_Roadmap_LearnerId",
                table: "Enrollments",
                columns: new[] { "Roadmap", "LearnerId" },
                filter: "\"CompletedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Enrollments_Roadmap_LearnerId",
                table: "Enrollments");

            migrationBuilder.CreateIndex(
                name: "IX_Enrollments_Roadmap",
                table: "Enrollments",
                column: "Roadmap");
        }
    }
}

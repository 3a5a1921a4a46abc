using Messaging.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monolith.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OneWayOutbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.MakeOutboxOneWay();
    }
}

// DATABASE=test.sqlite TOKEN_SECRET=… PORT=8080 node sequelize.ts
import { DataTypes, literal, type Model, Op, Sequelize } from "sequelize";
import { type Row, serveLiveSessions } from "./list-server.ts";
import { sqlite3 } from "./sqlite-drivers.ts";

const sequelize = new Sequelize({
  dialect: "sqlite",
  dialectModule: sqlite3,
  storage: process.env["DATABASE"] ?? "test.sqlite",
  logging: false,
});

const LiveSession = sequelize.define<Model<Row>>(
  "LiveSession",
  {
    id: { type: DataTypes.STRING, primaryKey: true },
    entity_id: { type: DataTypes.STRING, allowNull: false },
    stream_key: { type: DataTypes.STRING, allowNull: false },
    created_at: { type: DataTypes.INTEGER, allowNull: false },
    updated_at: { type: DataTypes.INTEGER, allowNull: false },
    duration: DataTypes.DOUBLE,
  },
  { tableName: "live_sessions", timestamps: false },
);

serveLiveSessions(async (entityId, behind, limit) => {
  const sessions = await LiveSession.findAll({
    where: { entity_id: entityId, [Op.and]: literal("(created_at, id) < (:createdAt, :id)") },
    replacements: { ...behind },
    order: [
      ["created_at", "DESC"],
      ["id", "DESC"],
    ],
    limit,
  });
  return sessions.map((session) => session.get());
});

export const up = (pgm) => {
  pgm.createType('mood', ['happy', 'sad']);
  pgm.createTable('people', {
    id: 'id',
    name: { type: 'text', notNull: true, unique: true },
    mood: { type: 'mood', notNull: true, default: 'happy' },
  });
};

export const down = (pgm) => {
  pgm.dropTable('people');
  pgm.dropType('mood');
};
